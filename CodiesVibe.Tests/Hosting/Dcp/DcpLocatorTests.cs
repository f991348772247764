using System.Reflection;
using System.Reflection.Emit;
using Aspire.Hosting;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.Hosting.Dcp;

public sealed class DcpLocatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dcp-").FullName;
    private readonly Dictionary<string, string?> _settings = [];

    [Fact]
    public void The_most_explicit_place_wins()
    {
        var home = Touch(".aspire/bundle/dcp/dcp");
        Assert.Equal(home, Locator().FindEngine());

        var bundle = Touch("bundle/dcp/dcp");
        _settings["AspireCliBundlePath"] = Path.Combine(_folder, "bundle");
        Assert.Equal(bundle, Locator().FindEngine());

        var built = Touch("built/dcp");
        Assert.Equal(built, Locator(AppHost("DcpCliPath", built)).FindEngine());

        var configured = Touch("configured/dcp");
        _settings["DcpPublisher:CliPath"] = configured;
        Assert.Equal(configured, Locator(AppHost("DcpCliPath", built)).FindEngine());

        var named = Touch("named/dcp");
        _settings["ASPIRE_DCP_PATH"] = Path.GetDirectoryName(named);
        Assert.Equal(named, Locator(AppHost("DcpCliPath", built)).FindEngine());
    }

    [Fact]
    public void The_dashboard_is_found_the_same_way()
    {
        var home = Touch(".aspire/bundle/managed/aspire-managed");
        Assert.Equal(home, Locator().FindDashboard());

        var built = Touch("built/aspire-managed");
        Assert.Equal(built, Locator(AppHost("aspiredashboardpath", built)).FindDashboard());
    }

    [Theory]
    [InlineData("ASPIRE_DCP_PATH")]
    [InlineData("DcpPublisher:CliPath")]
    [InlineData("AspireCliBundlePath")]
    public void A_setting_that_names_nothing_is_an_error_and_not_passed_over(string setting)
    {
        Touch(".aspire/bundle/dcp/dcp");
        _settings[setting] = Path.Combine(_folder, "nowhere");
        var message = Assert.Throws<DistributedApplicationException>(() => Locator().FindEngine()).Message;
        Assert.Contains(setting, message);
        Assert.Contains(Path.Combine(_folder, "nowhere"), message);
    }

    [Fact]
    public void An_engine_that_is_nowhere_is_an_error_with_the_places_and_the_remedy()
    {
        var gone = Path.Combine(_folder, "cleaned/dcp");
        var message = Assert.Throws<DistributedApplicationException>(() => Locator(AppHost("dcpclipath", gone)).FindEngine()).Message;
        Assert.Contains(gone, message);
        Assert.Contains(Path.Combine(_folder, ".aspire"), message);
        Assert.Contains("set ASPIRE_DCP_PATH", message);
    }

    private DcpLocator Locator(Assembly? appHost = null) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build(), appHost, _folder);

    private static AssemblyBuilder AppHost(string key, string value) => AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("AppHost"),
        AssemblyBuilderAccess.Run,
        [new CustomAttributeBuilder(typeof(AssemblyMetadataAttribute).GetConstructors()[0], [key, value])]);

    private string Touch(string file)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
