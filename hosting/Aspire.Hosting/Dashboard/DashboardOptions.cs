using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Everything about the dashboard that is settled before it runs: addresses and keys. Resources take their telemetry
/// address from here, so that none of them waits for the dashboard.
/// </summary>
internal sealed record DashboardOptions
{
    /// <summary>Shown as the title of the dashboard.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>Addresses of the user interface; the first one is printed.</summary>
    public required ImmutableArray<DashboardAddress> Frontend { get; init; }

    /// <summary>Where telemetry is taken over gRPC; null when only HTTP is configured.</summary>
    public DashboardAddress? OtlpGrpc { get; init; }

    /// <summary>Where telemetry is taken over HTTP; null unless configured.</summary>
    public DashboardAddress? OtlpHttp { get; init; }

    /// <summary>Where the app host serves its resources to the dashboard.</summary>
    public required DashboardAddress ResourceService { get; init; }

    /// <summary>Needed to log in; null when anybody may look (and send telemetry).</summary>
    public required string? BrowserToken { get; init; }

    /// <summary>Senders of telemetry show it in the header <c>x-otlp-api-key</c>; null when anybody may send.</summary>
    public required string? OtlpApiKey { get; init; }

    /// <summary>The dashboard shows it to the app host.</summary>
    public required string ResourceServiceApiKey { get; init; }

    /// <summary>Opens the dashboard's telemetry API, header <c>x-api-key</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Address of the user interface as printed.</summary>
    public string FrontendUrl => Frontend[0].Text;

    /// <summary>The address that opens the dashboard without any further question.</summary>
    public string LoginUrl => BrowserToken is null ? FrontendUrl : $"{FrontendUrl}/login?t={Uri.EscapeDataString(BrowserToken)}";

    /// <summary>Where and how resources send telemetry.</summary>
    public OtlpEndpoint Otlp => OtlpGrpc is { } grpc
        ? new OtlpEndpoint(grpc.Text, "grpc", OtlpApiKey)
        : new OtlpEndpoint(OtlpHttp!.Text, "http/protobuf", OtlpApiKey);

    private IEnumerable<DashboardAddress> Addresses =>
        [.. Frontend, .. new[] { OtlpGrpc, OtlpHttp, ResourceService }.OfType<DashboardAddress>()];

    /// <summary>
    /// Reads the settings of the launch profile and the environment; what they leave out is random. Where free ports are wanted, as by
    /// <c>aspire run --isolated</c>, those of the launch profile give way too: a second application of the project has the same.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A setting is malformed, or plain http was not allowed.</exception>
    public static DashboardOptions FromConfiguration(IConfiguration configuration, string applicationName)
    {
        var anonymous = Flag(configuration, "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS")
            || Flag(configuration, "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS");
        var otlpGrpc = Address(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL");
        var otlpHttp = Address(configuration, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");

        var options = new DashboardOptions
        {
            ApplicationName = applicationName,
            Frontend = FrontendAddresses(configuration),
            OtlpGrpc = otlpGrpc ?? (otlpHttp is null ? DashboardAddress.Free() : null),
            OtlpHttp = otlpHttp,
            ResourceService = Address(configuration, "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL")
                ?? DashboardAddress.Free(),
            BrowserToken = anonymous ? null : Value(
                configuration,
                "AppHost:BrowserToken",
                "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN",
                "DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN") ?? RandomKey(),
            OtlpApiKey = anonymous ? null : Value(configuration, "AppHost:OtlpApiKey") ?? RandomKey(),
            ResourceServiceApiKey = Value(configuration, "AppHost:ResourceService:ApiKey") ?? RandomKey(),
            ApiKey = Value(configuration, "AppHost:DashboardApiKey") ?? RandomKey(),
        };

        if (Flag(configuration, "DcpPublisher:RandomizePorts") && Value(configuration, "DOTNET_LAUNCH_PROFILE") is not null)
        {
            options = options with
            {
                Frontend = [.. options.Frontend.Select(address => address.Elsewhere())],
                OtlpGrpc = options.OtlpGrpc?.Elsewhere(),
                OtlpHttp = options.OtlpHttp?.Elsewhere(),
                ResourceService = options.ResourceService.Elsewhere(),
            };
        }

        if (!Flag(configuration, "ASPIRE_ALLOW_UNSECURED_TRANSPORT"))
        {
            options.RefusePlainHttp();
        }

        return options;
    }

    /// <exception cref="DistributedApplicationException">A port is taken.</exception>
    public void EnsurePortsAreFree()
    {
        foreach (var address in Addresses)
        {
            address.EnsureFree();
        }
    }

    private void RefusePlainHttp()
    {
        foreach (var address in Addresses)
        {
            if (address is { Setting: { } setting, Url.Scheme: "http" })
            {
                throw new DistributedApplicationException(
                    $"The setting {setting} must be an https address, but is '{address.Text}'. To allow plain http on this machine, set " +
                    "the environment variable ASPIRE_ALLOW_UNSECURED_TRANSPORT to true, usually in the launch profile.");
            }
        }
    }

    private static ImmutableArray<DashboardAddress> FrontendAddresses(IConfiguration configuration)
    {
        const string setting = "'applicationUrl' in Properties/launchSettings.json (environment variable ASPNETCORE_URLS)";
        var urls = (configuration["ASPNETCORE_URLS"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return urls.Length == 0 ? [DashboardAddress.Free()] : [.. urls.Select(url => DashboardAddress.Parse(url, setting))];
    }

    private static DashboardAddress? Address(IConfiguration configuration, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Value(configuration, key) is { } text)
            {
                return DashboardAddress.Parse(text, key);
            }
        }

        return null;
    }

    private static string? Value(IConfiguration configuration, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (configuration[key] is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    private static bool Flag(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" or "0" => false,
        "1" => true,
        var text => bool.TryParse(text, out var value)
            ? value
            : throw new DistributedApplicationException($"The setting {key} has the value '{text}'. Use true or false."),
    };

    private static string RandomKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
