using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.Deployment.Configuration;

/// <summary>Each key of the section, and each fault in it.</summary>
public sealed class DeployOptionsReaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    [Requirement("R165")]
    public void Unset_options_have_their_defaults()
    {
        var options = Read();
        Assert.Equal(("production", "vps.test", 22, null, null, null), (options.Environment, options.Host, options.Port, options.User, options.KeyFile, options.KnownHostsFile));
        Assert.Equal(("~/codiesvibe", "abc1234", ServiceChoice.Both, Strategy.Rolling), (options.Directory, options.Version, options.Service, options.Strategy));
        Assert.Equal((false, false, false, false, null, null), (options.AllowInterruption, options.FreePorts, options.KeepOldColourRunning, options.SkipMonitoring, options.Account, options.To));
        Assert.Equal(("ghcr.io/owner/codiesvibe-backend", "ghcr.io/owner/codiesvibe-frontend"), (options.BackendImage, options.FrontendImage));
        Assert.Equal(new DeployTimeouts { Connect = 30, Containers = 300, Endpoints = 120, Confirmation = 180, Drain = 30, Probe = 10, Deployment = 600 }, options.Timeouts);
        Assert.Equal(["frontend", "backend"], options.Services);
        Assert.Empty(options.Settings);
        Assert.Equal((SecretOrigin.Server, null), (options.Secrets, options.SecretsDirectory));
        Assert.Equal((null, null, null, null, null, 100), (options.Site, options.NotificationsDirectory, options.Logs, options.Restart, options.Since, options.Lines));
    }

    [Theory]
    [InlineData("Host", "192.0.2.7", "192.0.2.7")]
    [InlineData("Host", "2001:db8::1", "2001:db8::1")]
    [InlineData("Port", "2222", "2222")]
    [InlineData("User", "deploy", "deploy")]
    [InlineData("Directory", "/srv/codies-vibe", "/srv/codies-vibe")]
    [InlineData("Version", "1.2.3-rc.1", "1.2.3-rc.1")]
    [InlineData("Service", "Backend", "Backend")]
    [InlineData("Strategy", "blue-green", "BlueGreen")]
    [InlineData("AllowInterruption", "TRUE", "True")]
    [InlineData("BuildOnServer", "true", "True")]
    [InlineData("FreePorts", "true", "True")]
    [InlineData("SkipMonitoring", "true", "True")]
    [InlineData("Secrets", "environment", "Environment")]
    [InlineData("SecretsDirectory", "/proc", "/proc")]
    [InlineData("BackendImage", "localhost:5000/a/b", "localhost:5000/a/b")]
    [InlineData("FrontendImage", "ghcr.io/x/y", "ghcr.io/x/y")]
    [InlineData("To", "3", "3")]
    [InlineData("Backup", "data-20260301-120000.gz", "data-20260301-120000.gz")]
    [InlineData("SkipBackup", "true", "True")]
    [InlineData("NotificationsDirectory", "/proc", "/proc")]
    [InlineData("Logs", "redis-exporter", "redis-exporter")]
    [InlineData("Since", "30m", "30m")]
    [InlineData("Lines", "7", "7")]
    [InlineData("Restart", "mongodb", "mongodb")]
    [InlineData("Secret", "redis-password", "redis-password")]
    [InlineData("SecretFile", "/proc/version", "/proc/version")]
    [InlineData("SecretDays", "90", "90")]
    [InlineData("Scale", "backend", "backend")]
    [InlineData("Replicas", "3", "3")]
    public void A_value_is_read(string key, string value, string read) =>
        Assert.Equal(read, typeof(DeployOptions).GetProperty(key)!.GetValue(Read((key, value)))!.ToString());

    [Fact]
    public void Backups_are_made_every_night_unless_that_is_turned_off()
    {
        Assert.Equal(new() { At = new(3, 30), Keep = 20, OffSiteCommand = null }, Read().Backups);
        Assert.Equal(
            new() { At = new(23, 5), Keep = 3, OffSiteCommand = "cp \"$1\" /mnt" },
            Read(("Backups:At", "23:05"), ("Backups:Keep", "3"), ("Backups:OffSiteCommand", "cp \"$1\" /mnt")).Backups);
        Assert.Null(Read(("Backups:At", "off")).Backups.At);
    }

    [Theory]
    [Requirement("R206")]
    [InlineData("Connect")]
    [InlineData("Containers")]
    [InlineData("Endpoints")]
    [InlineData("Observation")]
    [InlineData("Confirmation")]
    [InlineData("Drain")]
    [InlineData("Probe")]
    [InlineData("Deployment")]
    public void A_timeout_is_read(string key) => Assert.Equal(7, typeof(DeployTimeouts).GetProperty(key)!.GetValue(Read(($"Timeouts:{key}", "7")).Timeouts));

    [Fact]
    [Requirement("R149", "R150")]
    public void Further_values_are_read()
    {
        Assert.Equal("other.test", Read(("FallbackHost", "other.test"), ("UseFallback", "true")).Host);
        Assert.Equal("vps.test", Read(("FallbackHost", "other.test")).Host);
        Assert.True(Read(("KeepOldColour", "running")).KeepOldColourRunning);
        Assert.Equal(_file, Read(("KeyFile", _file)).KeyFile);
        Assert.Equal(_file, Read(("KnownHostsFile", _file)).KnownHostsFile);
        Assert.Equal(new("robot", _file), Read(("RegistryUser", "robot"), ("RegistryTokenFile", _file)).Account);
        Assert.Equal("a.test,b.test", Read(("Settings:SITE_NAMES", "a.test,b.test")).Settings["SITE_NAMES"]);
        Assert.Equal(["backend"], Read(("Service", "backend")).Services);
        Assert.Equal("staging", DeployOptionsReader.Read(Configuration(), "Staging", "abc1234").Environment);
    }

    [Fact]
    public void A_promotion_is_from_the_same_server_unless_another_one_is_named()
    {
        Assert.Null(Read().Promotion);
        Assert.Equal(new("staging", "vps.test", 2222, "~/codiesvibe-staging"), Read(("Promote", "staging"), ("Port", "2222")).Promotion);
        Assert.Equal(new("staging", "other.test", 22, "/srv/x"), Read(("Promote", "staging"), ("PromoteFrom:Host", "other.test"), ("PromoteFrom:Directory", "/srv/x")).Promotion);
        Assert.Contains("Deploy:Promote: excludes Version and BuildOnServer", Assert.Throws<DeploymentException>(() => Read(("Promote", "staging"), ("Version", "1.0.0"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "-oProxyCommand=x", "is not a host name or an address")]
    [InlineData("Host", "a b", "is not a host name")]
    [InlineData("Host", "vps.test\n", "is not a host name")]
    [InlineData("FallbackHost", "a/b", "is not a host name")]
    [InlineData("UseFallback", "yes", "'yes' is not one of false, true")]
    [InlineData("Port", "70000", "'70000' is not a number from 1 to 65535")]
    [InlineData("Port", "0", "is not a number from 1 to 65535")]
    [InlineData("Port", "22x", "is not a number")]
    [InlineData("User", "-l", "is not a user name")]
    [InlineData("KeyFile", "/no/such/key", "the file '/no/such/key' does not exist")]
    [InlineData("KnownHostsFile", "/no/such/hosts", "does not exist")]
    [InlineData("Directory", "relative", "is not an absolute path")]
    [InlineData("Directory", "/with space", "is not an absolute path")]
    [InlineData("Directory", "/", "is not an absolute path")]
    [InlineData("Version", "a b", "is not a tag of an image")]
    [InlineData("Version", "../x", "is not a tag of an image")]
    [InlineData("Service", "nginx", "'nginx' is not one of both, frontend, backend")]
    [InlineData("Strategy", "bluegreen", "'bluegreen' is not one of rolling, blue-green, recreate")]
    [InlineData("AllowInterruption", "1", "is not one of false, true")]
    [InlineData("KeepOldColour", "true", "'true' is not one of stopped, running")]
    [InlineData("SkipMonitoring", "on", "is not one of false, true")]
    [InlineData("BuildOnServer", "yes", "'yes' is not one of false, true")]
    [InlineData("FreePorts", "80", "'80' is not one of false, true")]
    [InlineData("SecretsDirectory", "/no/such/directory", "the directory '/no/such/directory' does not exist")]
    [InlineData("Secrets", "vault", "'vault' is not one of server, environment, directory")]
    [InlineData("Registry", "https://ghcr.io/owner", "is not a registry")]
    [InlineData("BackendImage", "ghcr.io/x:1.0/", "is not REGISTRY/NAME without a tag")]
    [InlineData("FrontendImage", "ghcr.io/x/y:1", "is not REGISTRY/NAME without a tag")]
    [InlineData("RegistryUser", "robot", "must be set together, or neither")]
    [InlineData("RegistryTokenFile", "/no/such/token", "does not exist")]
    [InlineData("To", "0", "'0' is not a positive number")]
    [InlineData("Backup", "../secrets/mongodb-password", "is not the name of a backup of the data, as 'dotnet aspire do backups' lists them")]
    [InlineData("Backup", "backup-compose-20260301-120000.yml", "is not the name of a backup of the data")]
    [InlineData("Secret", "../redis-password", "is not the name of a secret, for example 'redis-password'")]
    [InlineData("SecretFile", "/no/such/file", "the file '/no/such/file' does not exist")]
    [InlineData("Scale", "nginx", "'nginx' is not one of frontend, backend")]
    [InlineData("Replicas", "0", "'0' is not a number from 1 to 16")]
    [InlineData("Replicas", "17", "'17' is not a number from 1 to 16")]
    [InlineData("Promote", "production", "'production' is the environment that is deployed")]
    [InlineData("Promote", "test", "'test' is not an environment: staging or production")]
    [InlineData("PromoteFrom:Host", "a/b", "is not a host name or an address")]
    [InlineData("PromoteFrom:Port", "0", "is not a number from 1 to 65535")]
    [InlineData("PromoteFrom:Directory", "staging", "is not an absolute path")]
    [InlineData("SecretDays", "0", "'0' is not a number from 1 to 3650")]
    [InlineData("SkipBackup", "no", "'no' is not one of false, true")]
    [InlineData("Backups:At", "3:30", "'3:30' is not a time such as '03:30', and not 'off'")]
    [InlineData("Backups:Keep", "0", "'0' is not a number from 1 to 10000")]
    [InlineData("Backups:OffSiteCommand", "rsync -a backups/ other:", "is not a command on one line in which $1 is the path of the backup")]
    [InlineData("Backups:OffSiteCommand", "cp \"$1\" /mnt\ncp", "is not a command on one line")]
    [InlineData("Timeouts:Connect", "0", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Containers", "-1", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Endpoints", "2m", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Confirmation", "3601", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Observation", "0", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Drain", "1.5", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Deployment", "x", "is not a number from 1 to 3600")]
    [InlineData("Timeouts:Probe", "0", "is not a number from 1 to 3600")]
    [InlineData("Address", "https://example.org", "is not the name of the site without a port")]
    [InlineData("Address", "example.org/", "is not the name of the site")]
    [InlineData("Settings:PORT_443", "70000", "'70000' is not a number from 1 to 65535")]
    [InlineData("NotificationsDirectory", "/no/such/directory", "the directory '/no/such/directory' does not exist")]
    [InlineData("Logs", "Backend", "'Backend' is not a service, for example 'backend'")]
    [InlineData("Logs", "a;b", "is not a service")]
    [InlineData("Since", "yesterday", "'yesterday' is not a span of time, for example '30m' or '2h'")]
    [InlineData("Since", "5m;x", "is not a span of time")]
    [InlineData("Lines", "0", "'0' is not a number from 1 to 10000")]
    [InlineData("Restart", "-f", "is not a service")]
    [InlineData("Settings:site_names", "a", "is not the name of a setting")]
    [InlineData("Settings:SITE_NAMES", "a#b", "has a value that compose would alter")]
    [InlineData("Settings:SITE_NAMES", "it's", "has a value that compose would alter")]
    [InlineData("Settings:SITE_NAMES", "a\nVERSION=2", "has a value that compose would alter")]
    [InlineData("Settings:SITE_NAMES", " a", "has a value that compose would alter")]
    [InlineData("Settings:VERSION", "2", "is set by the deployment")]
    [InlineData("Settings", "a", "is not an option of the deployment")]
    [InlineData("AllowInteruption", "true", "is not an option of the deployment")]
    [InlineData("Timeouts:Connection", "5", "is not an option of the deployment")]
    [InlineData("Host:Name", "a", "is not an option of the deployment")]
    public void An_error_names_its_key(string key, string value, string message)
    {
        var errors = Errors((key, value));
        Assert.Contains($"Deploy:{(key.StartsWith("Registry", StringComparison.Ordinal) && message.StartsWith("must", StringComparison.Ordinal) ? "RegistryUser and Deploy:RegistryTokenFile" : key)}: ", errors, StringComparison.Ordinal);
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_but_those_of_the_env_file_has_a_bad_value_in_these_tests()
    {
        var tried = typeof(DeployOptionsReaderTests).GetMethod(nameof(An_error_names_its_key))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(row => (string)((InlineDataAttribute)row).Data[0]!).ToHashSet();
        Assert.Empty(DeployOptionsReader.Keys.Except(tried));
    }

    [Theory]
    [InlineData("Host", "Deploy:Host is not set. It is the server")]
    [InlineData("Registry", "Deploy:Registry is not set. It is the registry of the images")]
    public void A_missing_required_option_is_named(string key, string message)
    {
        Assert.Contains(message, Errors((key, null)), StringComparison.Ordinal);
        Assert.Contains(message, Errors((key, "")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_restore_needs_the_name_of_a_backup() => Assert.Contains(
        "Deploy:Backup is not set. It is the name of the backup to restore. 'dotnet aspire do backups' lists them.",
        Assert.Throws<DeploymentException>(() => DeployOptionsReader.Read(Configuration(), "production", null, DeployNeeds.Server | DeployNeeds.Backup)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_address_of_the_site_is_that_of_the_settings_where_it_is_not_set()
    {
        Assert.Equal(new("a.test", 443, 80), Read(("Address", "a.test")).Site);
        Assert.Equal(new("a.test", 8443, 8080), Read(("Settings:SITE_NAMES", "a.test, b.test"), ("Settings:PORT_443", "8443"), ("Settings:PORT_80", "8080")).Site);
        Assert.Equal("c.test", Read(("Settings:SITE_NAMES", "a.test"), ("Address", "c.test")).Site!.Name);
    }

    [Fact]
    public void A_probe_without_an_address_is_named() => Assert.Equal(
        "The deployment is not configured correctly:\n  Deploy:Address is not set. It is the name of the site, for example 'codiesvibe.example.org'.",
        Assert.Throws<DeploymentException>(() => DeployOptionsReader.Read(Configuration(("Host", null), ("Registry", null)), "production", null, DeployNeeds.Site)).Message);

    [Fact]
    public void Secrets_of_a_directory_need_one() => Assert.Contains("Deploy:SecretsDirectory is not set.", Errors(("Secrets", "directory")), StringComparison.Ordinal);

    [Fact]
    public void A_fallback_without_a_host_is_named() => Assert.Contains("Deploy:FallbackHost is not set.", Errors(("UseFallback", "true")), StringComparison.Ordinal);

    [Fact]
    public void A_working_tree_without_a_commit_needs_a_version()
    {
        var fault = Assert.Throws<DeploymentException>(() => DeployOptionsReader.Read(Configuration(), "production", null));
        Assert.Contains("Deploy:Version is not set. It is the tag of the images, because the working tree is not a clean git commit.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R136")]
    public void All_errors_are_reported_together_and_each_once()
    {
        var fault = Assert.Throws<DeploymentException>(() => DeployOptionsReader.Read(
            Configuration(("Host", null), ("Registry", null), ("Port", "x"), ("Speed", "fast"), ("Timeouts:Drain", "x")), "development", null));
        var lines = fault.Message.Split('\n');
        Assert.Equal(8, lines.Length);
        Assert.All(
            ["The environment 'development'", "Deploy:Host ", "Deploy:Port: ", "Deploy:Registry ", "Deploy:Speed: ", "Deploy:Timeouts:Drain: ", "Deploy:Version "],
            beginning => Assert.Single(lines, line => line.StartsWith($"  {beginning}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--Deploy:Host")]
    [InlineData("--deploy:Host", "--Deploy:Port=22")]
    [InlineData("--Deploy:Host=")]
    public void An_option_without_a_value_is_refused_by_name(params string[] arguments) => Assert.StartsWith(
        $"The option '{arguments[0].TrimEnd('=')}' has no value.",
        Assert.Throws<DeploymentException>(() => DeployOptionsReader.RefuseValueless(["app", .. arguments])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Options_with_values_pass() =>
        DeployOptionsReader.RefuseValueless(["app", "--step", "--Deploy:Host", "vps.test", "--Deploy:Port=22", "--Deploy:Settings:SITE_NAMES=", "--operation", "publish"]);

    private static DeployOptions Read(params (string Key, string? Value)[] set) => DeployOptionsReader.Read(Configuration(set), "production", "abc1234");

    private static string Errors(params (string Key, string? Value)[] set) => Assert.Throws<DeploymentException>(() => Read(set)).Message;

    private static IConfiguration Configuration(params (string Key, string? Value)[] set) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Deploy:Host"] = "vps.test", ["Deploy:Registry"] = "ghcr.io/owner" })
        .AddInMemoryCollection(set.Select(entry => KeyValuePair.Create($"Deploy:{entry.Key}", entry.Value))).Build();
}
