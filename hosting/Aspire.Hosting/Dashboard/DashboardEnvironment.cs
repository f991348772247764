using System.Globalization;

namespace Aspire.Hosting.Dashboard;

/// <summary>The settings of the dashboard's process. They go by environment, so that no key stands in an argument list.</summary>
internal static class DashboardEnvironment
{
    /// <summary>
    /// Left behind by tools that reload or debug the app host, and break or slow a foreign process; and the times at which the aspire
    /// CLI started, which would be taken for those of this process.
    /// </summary>
    public static readonly IReadOnlyList<string> NotInherited =
    [
        "DOTNET_STARTUP_HOOKS", "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "DOTNET_MODIFIABLE_ASSEMBLIES", "DOTNET_ENVIRONMENT",
        "ASPIRE_CLI_STARTED", "ASPIRE_CLI_STARTED_STABLE",
    ];

    public static IReadOnlyDictionary<string, string> For(DashboardOptions options, int ownerProcessId)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = string.Join(';', options.Frontend.Select(address => address.Text)),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = options.ResourceService.Text,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = options.ResourceServiceApiKey,
            ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = options.ApiKey,
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "json",
            // The dashboard ends by itself when this process is gone, however it ended.
            ["ASPIRE_CLI_PID"] = ownerProcessId.ToString(CultureInfo.InvariantCulture),
        };

        AddOtlp(environment, options);
        if (options.BrowserToken is { } token)
        {
            environment["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
            environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token;
        }
        else
        {
            environment["DASHBOARD__FRONTEND__AUTHMODE"] = "Unsecured";
        }

        return environment;
    }

    private static void AddOtlp(Dictionary<string, string> environment, DashboardOptions options)
    {
        if (options.OtlpGrpc is { } grpc)
        {
            environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = grpc.Text;
        }

        if (options.OtlpHttp is { } http)
        {
            environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = http.Text;
        }

        if (options.OtlpApiKey is { } key)
        {
            environment["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
            environment["DASHBOARD__OTLP__PRIMARYAPIKEY"] = key;
        }
        else
        {
            environment["DASHBOARD__OTLP__AUTHMODE"] = "Unsecured";
        }
    }
}
