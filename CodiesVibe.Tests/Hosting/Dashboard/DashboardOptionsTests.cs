using Aspire.Hosting;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

public sealed class DashboardOptionsTests
{
    [Fact]
    public void Without_settings_everything_is_local_random_and_locked()
    {
        var options = Read();
        Assert.All([options.Frontend[0], options.OtlpGrpc!, options.ResourceService], address =>
        {
            Assert.True(address.Url.IsLoopback);
            Assert.InRange(address.Url.Port, 1024, 65535);
        });
        Assert.Matches("^http://localhost:[0-9]+/login[?]t=[0-9a-f]{32}$", options.LoginUrl);
        Assert.Equal($"x-otlp-api-key={options.OtlpApiKey}", options.Otlp.Headers);
        string?[] keys = [options.BrowserToken, options.OtlpApiKey, options.ResourceServiceApiKey, options.ApiKey];
        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public void The_launch_profile_decides_the_addresses()
    {
        var options = Read(
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            ("ASPNETCORE_URLS", "http://localhost:15181;http://127.0.0.1:15182"),
            ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://localhost:19181"),
            ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:20181"),
            ("DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN", "tok"));
        Assert.Equal("http://localhost:15181/login?t=tok", options.LoginUrl);
        Assert.Equal(("http://localhost:19181", "http/protobuf"), (options.Otlp.Url, options.Otlp.Protocol));

        var environment = DashboardEnvironment.For(options, ownerProcessId: 4711);
        Assert.Equal("http://localhost:15181;http://127.0.0.1:15182", environment["ASPNETCORE_URLS"]);
        Assert.Equal("http://localhost:20181", environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"]);
        Assert.Equal("4711", environment["ASPIRE_CLI_PID"]);
        Assert.DoesNotContain("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", environment.Keys);
    }

    [Fact]
    public void Free_ports_replace_those_of_the_launch_profile_and_leave_what_was_set_by_hand()
    {
        (string, string)[] settings = [("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"), ("ASPNETCORE_URLS", "http://localhost:15181"), ("DcpPublisher:RandomizePorts", "true")];
        Assert.Equal("http://localhost:15181", Read(settings).FrontendUrl);

        var options = Read([.. settings, ("DOTNET_LAUNCH_PROFILE", "http"), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19181"), ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:20181")]);
        Assert.All([options.Frontend[0], options.OtlpGrpc!, options.ResourceService], address =>
        {
            Assert.Equal(("http", "localhost"), (address.Url.Scheme, address.Url.Host));
            Assert.False(address.Url.Port is 15181 or 19181 or 20181, address.Text);
        });
    }

    [Fact]
    public void Anonymous_access_is_open_to_people_and_telemetry_but_not_to_the_host()
    {
        var options = Read(("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"));
        Assert.Equal(options.FrontendUrl, options.LoginUrl);
        Assert.Null(options.Otlp.Headers);
        var environment = DashboardEnvironment.For(options, ownerProcessId: 1);
        Assert.Equal("Unsecured", environment["DASHBOARD__FRONTEND__AUTHMODE"]);
        Assert.Equal("Unsecured", environment["DASHBOARD__OTLP__AUTHMODE"]);
        Assert.Equal("ApiKey", environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"]);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://localhost:15181", "applicationUrl")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:20181", "ASPIRE_ALLOW_UNSECURED_TRANSPORT")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "nonsense", "'nonsense'")]
    [InlineData("ASPNETCORE_URLS", "https://localhost:0", "port 0")]
    [InlineData("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "maybe", "'maybe'")]
    public void A_bad_setting_is_named_with_its_remedy(string key, string value, string named)
    {
        var fault = Assert.Throws<DistributedApplicationException>(() => Read((key, value)));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static DashboardOptions Read(params (string Key, string Value)[] settings) => DashboardOptions.FromConfiguration(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build(), "Sample");
}
