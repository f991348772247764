using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.AppHost.Cli;

/// <summary>The aspire command-line tool of the repository's tool manifest, on this app host.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class CommandLineToolTests : IAsyncLifetime
{
    /// <summary>The exit code of a failed publish, as the tool documents it.</summary>
    private const int PublishFailed = 6;

    private static readonly string s_home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
    private static readonly string s_project = Path.Combine(Repository.Root, "CodiesVibe.AppHost", "CodiesVibe.AppHost.csproj");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-cli-");
    private readonly RunMark _mark = new();

    public async ValueTask InitializeAsync()
    {
        var version = await RunAsync("--version");
        Assert.SkipUnless(version.ExitCode == 0, "The aspire command-line tool is not restored: run 'dotnet tool restore'.");
    }

    [Fact]
    public async Task The_tool_starts_lists_commands_and_stops_the_application()
    {
        await SucceedAsync("start", "--no-build", "--format", "json");
        try
        {
            Assert.Contains("CodiesVibe.AppHost", (await SucceedAsync("ps", "--format", "json")).Output, StringComparison.Ordinal);
            await SucceedAsync("wait", "nginx", "--timeout", "120");
            var resources = JsonNode.Parse((await SucceedAsync("describe", "--format", "json")).Output)!["resources"]!.AsArray();
            Assert.All(SiteAppHost.Core, name => Assert.Contains(resources, resource => (string?)resource!["displayName"] == name && (string?)resource["healthStatus"] == "Healthy"));
            var site = (string)resources.Single(resource => (string?)resource!["displayName"] == "nginx")!["urls"]![0]!["url"]!;
            using var client = new HttpClient();
            Assert.NotNull(await client.GetFromJsonAsync<JsonNode>($"{site}/api/tools", TestContext.Current.CancellationToken));

            Assert.Contains("Now listening on", (await SucceedAsync("logs", "backend")).Output, StringComparison.Ordinal);
            await SucceedAsync("resource", "backend", "clear-cache");
            await SucceedAsync("resource", "backend", "restart");
            await SucceedAsync("wait", "backend", "--timeout", "60");
        }
        finally
        {
            await SucceedAsync("stop");
        }

        await _mark.WaitUntilGoneAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failed_publish_has_the_exit_code_of_the_tool_and_names_its_cause()
    {
        var file = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        var publish = await RunAsync("publish", "--no-build", "--output-path", file);

        Assert.True(publish.ExitCode == PublishFailed, publish.All);
        Assert.Contains("(publish-compose)", publish.Output, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await _mark.WaitUntilGoneAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<Command> SucceedAsync(params string[] arguments)
    {
        var command = await RunAsync(arguments);
        Assert.True(command.ExitCode == 0, $"aspire {string.Join(' ', arguments)}{Environment.NewLine}{command.All}");
        return command;
    }

    private Task<Command> RunAsync(params string[] arguments) => Command.RunAsync(
        "dotnet",
        ["aspire", .. arguments, "--non-interactive", "--nologo", .. arguments[0] is "--version" or "ps" ? Array.Empty<string>() : ["--apphost", s_project]],
        Repository.Root,
        (RunMark.Variable, _mark.Value),
        // The tool keeps its sockets and logs there; where the tool itself lies, the SDK looks up in the other folders.
        ("HOME", _folder.CreateSubdirectory("home").FullName),
        ("DOTNET_CLI_HOME", s_home),
        ("NUGET_PACKAGES", Repository.PackageFolder),
        ("npm_config_cache", Path.Combine(s_home, ".npm")),
        ("TMPDIR", _folder.CreateSubdirectory("tmp").FullName),
        ("ASPIRE_CLI_TELEMETRY_OPTOUT", "1"),
        ("NO_COLOR", "1"),
        ("AppHost__Runtime", "processes"),
        ("AppHost__DataDirectory", Path.Combine(_folder.FullName, "data")),
        ("DcpPublisher__RandomizePorts", "true"));
}
