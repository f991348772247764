using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Secrets;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;
using MongoDB.Driver;
using StackExchange.Redis;

namespace CodiesVibe.Tests.Publishing.Secrets;

/// <summary>The script that creates secrets, run in a real shell.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InitSecretsTests : IDisposable
{
    private readonly PublishedFolder _folder = new();

    public InitSecretsTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for a POSIX shell.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_creates_what_is_missing_with_the_right_modes_and_shows_no_value()
    {
        _folder.WriteSettings();
        var run = await _folder.RunScriptAsync();
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Empty(run.Errors);
        Assert.Equal(Mode("700"), File.GetUnixFileMode(_folder.At("secrets")));
        foreach (var file in Directory.GetFiles(_folder.At("secrets")))
        {
            Assert.Equal(Mode("444"), File.GetUnixFileMode(file));
            var value = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.True(value.Length == 0 || !run.All.Contains(value, StringComparison.Ordinal), $"The value of {Path.GetFileName(file)} was shown.");
        }

        Assert.All(["mongodb-password", "mongodb-application-password", "mongodb-probe-password", "mongodb-maintenance-password", "redis-password", "redis-exporter-password", "redis-maintenance-password", "grafana-admin-password"], name => Assert.Matches(@"^[A-Za-z0-9]{22,}\z", Secret(name)));
        Assert.All(["smtp-password", "slack-webhook-url", "pagerduty-routing-key"], name => Assert.Empty(Secret(name)));
        Assert.False(File.Exists(_folder.At("secrets/cloudflare-tunnel-token")));
        Assert.Equal("slots/initial", new DirectoryInfo(_folder.At("state/active")).LinkTarget);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("state/slots/initial")));
        Assert.Equal(Mode("755"), File.GetUnixFileMode(_folder.At("state/slots/initial")));
        Assert.Contains("\nCODIESVIBE_SECRETS=./secrets\n", _folder.Read(".env"), StringComparison.Ordinal);
        Assert.Equal(".env.production", new FileInfo(_folder.At(".env")).LinkTarget);
    }

    [Fact]
    public async Task Composed_files_hold_what_the_programs_read()
    {
        await _folder.PrepareAsync();
        Assert.Equal(
            $"mongodb://codiesvibe:{Secret("mongodb-application-password")}@mongodb:27017/codiesvibe?authSource=admin&authMechanism=SCRAM-SHA-256",
            Secret("backend.ConnectionStrings__codiesvibe"));
        Assert.Equal($"mongodb://maintenance:{Secret("mongodb-maintenance-password")}@mongodb:27017/?authSource=admin&authMechanism=SCRAM-SHA-256", Secret("mongodb.ConnectionStrings__maintenance"));
        Assert.Equal($"redis:6379,password={Secret("redis-password")},user=codiesvibe", Secret("backend.ConnectionStrings__redis"));
        Assert.Equal($$"""{"redis://exporter@redis:6379": "{{Secret("redis-exporter-password")}}", "redis://redis:6379": "{{Secret("redis-exporter-password")}}"}""", Secret("redis-exporter.redis-passwords.json"));
        Assert.Contains($" #{Sha256(Secret("redis-password"))} ", Secret("redis.users.acl"), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret("redis-password"), Secret("redis.users.acl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await _folder.PrepareAsync();
        var before = Snapshot();
        var run = await _folder.RunScriptAsync();
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(before, Snapshot());
        Assert.DoesNotMatch("(?m)^(created|composed|set) ", run.Output);
    }

    [Fact]
    public async Task A_replaced_secret_is_kept_and_what_is_composed_of_it_follows()
    {
        await _folder.PrepareAsync();
        var others = Secret("backend.ConnectionStrings__redis");
        const string Rotated = "a b/c:d@é%?#&+~-_.";
        File.Delete(_folder.At("secrets/mongodb-application-password"));
        await File.WriteAllTextAsync(_folder.At("secrets/mongodb-application-password"), Rotated + "\n", TestContext.Current.CancellationToken);
        var run = await _folder.RunScriptAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Updated backend.ConnectionStrings__codiesvibe", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Updated backend.ConnectionStrings__redis", run.Output, StringComparison.Ordinal);
        Assert.Equal(Rotated + "\n", Secret("mongodb-application-password"));
        Assert.StartsWith($"mongodb://codiesvibe:{Uri.EscapeDataString(Rotated)}@mongodb", Secret("backend.ConnectionStrings__codiesvibe"), StringComparison.Ordinal);
        Assert.Equal(others, Secret("backend.ConnectionStrings__redis"));
        Assert.Equal(Mode("444"), File.GetUnixFileMode(_folder.At("secrets/mongodb-application-password")));
    }

    [Theory]
    [InlineData("redis-password")]
    [InlineData("redis-exporter-password")]
    [InlineData("mongodb-application-password")]
    public async Task A_secret_is_written_unchanged_everywhere_or_refused(string name)
    {
        await _folder.PrepareAsync();
        var accepted = 0;
        foreach (var value in (string[])["a-Z_0.9~", "a,b", "a=b,allowAdmin=true", "a\"b", "a\\b", "a b", "a'b", "a$b", "a%b", "a/b", "a@b", "a:b", "a#b", "a?b&c", "é", "a\nb", "{a}", "*"])
        {
            File.Delete(_folder.At($"secrets/{name}"));
            await File.WriteAllTextAsync(_folder.At($"secrets/{name}"), value, TestContext.Current.CancellationToken);
            var run = await _folder.RunScriptAsync();
            if (run.ExitCode != 0)
            {
                Assert.Contains($"The secret {name} contains", run.Errors, StringComparison.Ordinal);
                Assert.True(value is "*" || !run.All.Contains(value, StringComparison.Ordinal), run.All);
                continue;
            }

            accepted++;
            Assert.Equal(value, name switch
            {
                "redis-password" => ConfigurationOptions.Parse(Secret("backend.ConnectionStrings__redis")).Password,
                "redis-exporter-password" => JsonNode.Parse(Secret("redis-exporter.redis-passwords.json"))!.AsObject().Select(entry => entry.Value!.ToString()).Distinct().Single(),
                _ => MongoUrl.Create(Secret("backend.ConnectionStrings__codiesvibe")).Password,
            });
        }

        Assert.InRange(accepted, 1, 18);
        Assert.Equal(name == "mongodb-application-password", accepted == 18);
    }

    [Theory]
    [InlineData("a$b")]
    [InlineData("a #b")]
    [InlineData("a\"b")]
    [InlineData("'ab'")]
    [InlineData("a\\b")]
    [InlineData("a`b")]
    [InlineData(" a")]
    [InlineData("a ")]
    public async Task A_setting_that_compose_would_alter_is_refused(string value)
    {
        _folder.WriteSettings($"VERSION={value}");
        await AssertRefusesAsync("The value of VERSION in .env contains");
    }

    [Theory]
    [InlineData("codiesvibe.example", "codiesvibe.example codiesvibe.example;\n")]
    [InlineData("codiesvibe.example,www.codiesvibe.example", "codiesvibe.example codiesvibe.example;\nwww.codiesvibe.example www.codiesvibe.example;\n")]
    public async Task The_names_of_the_site_reach_the_edge(string names, string file)
    {
        await _folder.PrepareAsync($"SITE_NAMES={names}");
        Assert.Equal(file.TrimEnd(), _folder.Read("state/names.conf").TrimEnd());
        Assert.Equal(Mode("644"), File.GetUnixFileMode(_folder.At("state/names.conf")));
    }

    [Fact]
    public async Task The_redirect_to_HTTPS_names_the_port_of_the_host()
    {
        await _folder.PrepareAsync("SITE_NAMES=codiesvibe.example,www.codiesvibe.example", "PORT_443=8443");
        Assert.Equal("codiesvibe.example codiesvibe.example:8443;\nwww.codiesvibe.example www.codiesvibe.example:8443;", _folder.Read("state/names.conf").TrimEnd());
    }

    [Theory]
    [InlineData("NAME_PREFIX=-staging", "NAME_PREFIX in .env is '-staging'. It may contain letters, digits, dots, underscores and hyphens, and begins with a letter or a digit")]
    [InlineData("NAME_PREFIX=sta/ging-", "NAME_PREFIX in .env is 'sta/ging-'.")]
    [InlineData("PORT_80=70000", "PORT_80 in .env is '70000', which is not a valid port (1-65535).")]
    [InlineData("PORT_443=0", "PORT_443 in .env is '0', which is not a valid port (1-65535).")]
    [InlineData("PORT_9090=080", "PORT_9090 in .env is '080', which is not a valid port (1-65535).")]
    [InlineData("PORT_3002=http", "PORT_3002 in .env is 'http', which is not a valid port (1-65535).")]
    [InlineData("PORT_443=123456789012345678901", "which is not a valid port (1-65535).")]
    [InlineData("PORT_80=443", "PORT_443 in .env is 443, which another service of this environment has.")]
    [InlineData("COMPOSE_PROJECT_NAME=", "COMPOSE_PROJECT_NAME is not set in .env.")]
    public async Task A_name_or_a_port_that_the_engine_would_refuse_is_named(string setting, string message)
    {
        _folder.WriteSettings(setting);
        await AssertRefusesAsync(message);
    }

    [Theory]
    [InlineData("NAME_PREFIX=staging-")]
    [InlineData("NAME_PREFIX=2.Stage_")]
    [InlineData("PORT_80=65535")]
    [InlineData("PORT_80=")]
    public Task A_name_or_a_port_that_the_engine_takes_is_accepted(string setting) => _folder.PrepareAsync(setting);

    [Fact]
    public async Task A_name_with_other_characters_is_refused()
    {
        _folder.WriteSettings("SITE_NAMES=a;return");
        await AssertRefusesAsync("SITE_NAMES in .env");
    }

    [Fact]
    public async Task Runs_at_the_same_time_agree()
    {
        _folder.WriteSettings();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _folder.RunScriptAsync()));
        Assert.Contains(runs, run => run.ExitCode == 0);
        Assert.Equal(0, (await _folder.RunScriptAsync()).ExitCode);
        Assert.StartsWith($"mongodb://codiesvibe:{Secret("mongodb-application-password")}@", Secret("backend.ConnectionStrings__codiesvibe"), StringComparison.Ordinal);
        Assert.Equal($"redis:6379,password={Secret("redis-password")},user=codiesvibe", Secret("backend.ConnectionStrings__redis"));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.At("secrets")), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public async Task The_certificate_is_created_once_and_an_existing_one_is_kept()
    {
        await _folder.PrepareAsync();
        using var certificate = X509Certificate2.CreateFromPemFile(
            _folder.At("secrets/certificates/fullchain.pem"), _folder.At("secrets/certificates/privkey.pem"));
        Assert.Equal("CN=localhost", certificate.Subject);
        Assert.Equal(Mode("755"), File.GetUnixFileMode(_folder.At("secrets/certificates")));

        File.Delete(_folder.At("secrets/certificates/fullchain.pem"));
        var run = await _folder.RunScriptAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("does not hold both fullchain.pem and privkey.pem", Assert.Single(run.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
    }

    /// <summary>As certbot keeps them: the links lead out of the directory that is mounted.</summary>
    [Fact]
    public async Task A_certificate_that_does_not_resolve_in_the_container_is_refused()
    {
        await _folder.PrepareAsync();
        Directory.CreateDirectory(_folder.At("live"));
        foreach (var file in (string[])["fullchain.pem", "privkey.pem"])
        {
            File.CreateSymbolicLink(_folder.At($"live/{file}"), $"../secrets/certificates/{file}");
        }

        await File.AppendAllTextAsync(_folder.At(".env.production"), "CODIESVIBE_CERTIFICATES=./live\n", TestContext.Current.CancellationToken);
        var run = await _folder.RunScriptAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("./live/fullchain.pem is a link to a file outside", Assert.Single(run.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directories_that_the_env_file_moves_are_created_there()
    {
        await _folder.PrepareAsync("CODIESVIBE_STATE=../shared/state", "CODIESVIBE_SECRETS=../shared/secrets", "CODIESVIBE_CERTIFICATES=../shared/tls");
        Assert.True(File.Exists(_folder.At("../shared/secrets/mongodb-application-password")));
        Assert.True(File.Exists(_folder.At("../shared/tls/privkey.pem")));
        Assert.Equal("slots/initial", new DirectoryInfo(_folder.At("../shared/state/active")).LinkTarget);
        Assert.False(Directory.Exists(_folder.At("secrets")));
    }

    [Fact]
    public async Task In_a_clone_it_finds_the_sources()
    {
        await File.WriteAllTextAsync(_folder.At("../Dockerfile.backend"), "", TestContext.Current.CancellationToken);
        await _folder.PrepareAsync();
        Assert.Contains("\nCODIESVIBE_SOURCE=..\n", _folder.Read(".env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_it_refuses_in_one_line_and_creates_nothing()
    {
        File.Delete(_folder.At("docker-compose.infra.yml"));
        await AssertRefusesAsync("Run this script in the published directory");
    }

    [Fact]
    public async Task Without_the_env_file_it_refuses_in_one_line_and_creates_nothing() => await AssertRefusesAsync(".env is missing. Copy .env.production.example");

    [Fact]
    public async Task A_quoted_setting_is_refused_in_one_line()
    {
        _folder.WriteSettings("CODIESVIBE_SECRETS=\"./here\"");
        await AssertRefusesAsync("The value of CODIESVIBE_SECRETS in .env contains a quote");
    }

    [Fact]
    public async Task A_value_of_the_model_cannot_break_out_of_the_script()
    {
        const string Hostile = "'; touch broken; echo '$(touch broken)`touch broken`\\ \" %s\n%d";
        var service = Published.Model.Find("redis")! with { SecretFiles = [KeyValuePair.Create("hostile", new Text([new LiteralPart(Hostile), new SecretPart("redis-password")]))] };
        var model = new SystemModel("codiesvibe", Published.Model.Networks, [service], [new("redis-password", new(22))], []) { HasFacts = true };
        await File.WriteAllBytesAsync(_folder.At(InitSecrets.Path), InitSecrets.Render(model).Single().Content.ToArray(), TestContext.Current.CancellationToken);
        await _folder.PrepareAsync();
        Assert.Equal(Hostile + Secret("redis-password"), Secret("redis.hostile"));
        Assert.False(File.Exists(_folder.At("broken")));
    }

    [Fact]
    public async Task A_checker_of_shell_scripts_finds_nothing()
    {
        string[] scripts = [.. Published.Files.Select(file => file.Path).Where(path => path.EndsWith(".sh", StringComparison.Ordinal))];
        Assert.Contains(InitSecrets.Path, scripts);
        var check = await Command.RunAsync(InstalledProgram.Require("shellcheck"), scripts, _folder.Path);
        Assert.True(check.ExitCode == 0, check.All);
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task AssertRefusesAsync(string message)
    {
        var run = await _folder.RunScriptAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(_folder.At("secrets")));
        Assert.False(Directory.Exists(_folder.At("state")));
    }

    private string Secret(string name) => _folder.Read($"secrets/{name}");

    private IReadOnlyList<(string, DateTime, string)> Snapshot() =>
    [
        .. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (path, File.GetLastWriteTimeUtc(path), File.ReadAllText(path))),
    ];
}
