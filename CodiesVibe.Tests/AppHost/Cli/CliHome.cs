using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Cli;

/// <summary>A home folder for the CLI, which unpacks its 290 MB there when it first starts an app host: one for all tests.</summary>
[CollectionDefinition(nameof(CliHome))]
public sealed class CliHome : IAsyncLifetime, ICollectionFixture<CliHome>
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-cli-");
    private readonly RunMark mark = new();

    public CliHome()
    {
        // Or it asks the network for news of itself.
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("work").FullName, "aspire.config.json"), """{ "features": { "updateNotificationsEnabled": false } }""");
        Cli = new(
            folder.CreateSubdirectory("home").FullName,
            Path.Combine(folder.FullName, "work"),
            (RunMark.Variable, mark.Value),
            ("TMPDIR", folder.CreateSubdirectory("tmp").FullName),
            ("npm_config_cache", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm")),
            ("DOTNET_ENVIRONMENT", "Development"),
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            ("DcpPublisher__RandomizePorts", "true"),
            ("AppHost__DataDirectory", Path.Combine(folder.FullName, "data")));
    }

    internal AspireCli Cli { get; }

    /// <summary>The sockets of running applications, and of CLIs that have started one.</summary>
    public IReadOnlyList<string> Sockets => [.. Directory.GetFiles(Path.Combine(folder.FullName, "home", ".aspire", "cli", "bch"))];

    /// <summary>Begins an application in the background.</summary>
    /// <returns>What the CLI prints: the processes and the address of the dashboard.</returns>
    internal async Task<JsonNode> StartAsync(string project) =>
        await Cli.ReadAsync("start", "--no-build", "--apphost", project);

    /// <summary>Runs an application in the foreground, until it can be seen.</summary>
    internal async Task<Command> RunAsync(string project, params string[] arguments)
    {
        var run = Cli.Start(["run", "--no-build", "--apphost", project, .. arguments]);
        await AppHostProcess.UntilAsync(() => run.Output.Contains("CTRL+C", StringComparison.Ordinal) || run.HasEnded, "the CLI shows the application", TestContext.Current.CancellationToken);
        Assert.False(run.HasEnded, run.All);
        return run;
    }

    /// <summary>The processes of app hosts and what they have started.</summary>
    public IReadOnlyList<int> Processes(string text = "") => mark.Processes(text);

    /// <summary>Returns when neither a process nor a socket is left.</summary>
    public async Task WaitUntilGoneAsync()
    {
        await mark.WaitUntilGoneAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Sockets);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (mark.Processes().Count > 0)
        {
            await Cli.RunAsync("stop", "--all");
            await mark.WaitUntilGoneAsync(CancellationToken.None);
        }

        folder.Delete(recursive: true);
    }
}
