using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.State;

/// <summary>The backup of the configuration is a file that compose starts from.</summary>
public sealed class ConfigurationBackupTests
{
    private static readonly Dictionary<string, ServerState> s_servers = new()
    {
        ["blue"] = DeployedServer.Clean,
        ["green"] = DeployedServer.InGreen(),
        ["mixed"] = DeployedServer.InGreen() with { Green = new HashSet<string> { "frontend" } },
    };

    [Theory]
    [Requirement("R145")]
    [InlineData("blue", ComposeProgram.One)]
    [InlineData("green", ComposeProgram.One)]
    [InlineData("mixed", ComposeProgram.One)]
    [InlineData("blue", ComposeProgram.Two)]
    [InlineData("green", ComposeProgram.Two)]
    [InlineData("mixed", ComposeProgram.Two)]
    public async Task Compose_accepts_it_beside_the_files_of_the_server(string slots, int version)
    {
        using var folder = new PublishedFolder();
        await folder.PrepareAsync();
        Directory.CreateDirectory(folder.At("backups"));
        await File.WriteAllTextAsync(folder.At("backups/backup.yml"), ConfigurationBackup.Of(s_servers[slots]), TestContext.Current.CancellationToken);
        var run = await ComposeProgram.RunAsync(version, folder.Path, "--project-directory", ".", "-f", "backups/backup.yml", "config", "-q");
        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [InlineData("blue", "frontend", "backend", "wait-for-infra")]
    [InlineData("green", "frontend-green", "backend-green", "wait-for-infra-green")]
    [InlineData("mixed", "frontend-green", "backend", "wait-for-infra")]
    public void It_holds_the_edge_and_what_serves_by_digest_and_no_idle_slot(string slots, string frontend, string backend, string gate)
    {
        var images = DeployedServer.Images("1.0.0");
        var services = YamlFile.Parse(ConfigurationBackup.Of(s_servers[slots]))["services"]!.AsObject();
        Assert.Equal(new[] { backend, frontend, gate, "nginx", "nginx-exporter" }.Order(StringComparer.Ordinal), services.Select(service => service.Key).Order(StringComparer.Ordinal));
        Assert.Equal((images["frontend"], images["backend"], images["backend"]), ((string?)services[frontend]!["image"], (string?)services[backend]!["image"], (string?)services[gate]!["image"]));
        Assert.Equal(new[] { backend, frontend }.Order(StringComparer.Ordinal), services["nginx"]!["depends_on"]!.AsObject().Select(wait => wait.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Requirement("R145")]
    public void Settings_and_secrets_stay_references()
    {
        var state = DeployedServer.Clean with { Env = new EnvFile(DeployedServer.Clean.Env).With("RATE_LIMIT_MAX", "4711").Text };
        var text = ConfigurationBackup.Of(state);
        Assert.Contains("${RATE_LIMIT_MAX:-300}", text, StringComparison.Ordinal);
        Assert.Contains("${CODIESVIBE_SECRETS:?", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
    }
}
