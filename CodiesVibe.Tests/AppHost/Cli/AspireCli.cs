using System.Reflection;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Cli;

/// <summary>The real aspire CLI, from the package that the engine came with.</summary>
/// <param name="home">Its home folder; it sees the applications of this one only.</param>
/// <param name="folder">Where it is called; it writes settings there.</param>
/// <param name="environment">Additions to its environment.</param>
internal sealed class AspireCli(string home, string folder, params (string Name, string? Value)[] environment)
{
    /// <summary>By any of these the CLI takes itself to be called by a build server, and asks nobody.</summary>
    private static readonly string[] BuildServers =
    [
        "CI", "GITHUB_ACTIONS", "AZURE_PIPELINES", "TF_BUILD", "JENKINS_URL", "GITLAB_CI", "CIRCLECI", "TRAVIS", "BUILDKITE", "APPVEYOR", "TEAMCITY_VERSION",
        "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID",
    ];

    /// <summary>The app host of these tests.</summary>
    public static string SampleProject { get; } = Path.Combine(Metadata(typeof(AspireCli), "CliSample"), "Sample.AppHost.csproj");

    public static string SampleProgram
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Path.GetDirectoryName(SampleProject)!, "bin", output.Parent!.Name, output.Name, "Sample.AppHost.dll");
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<Command> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        await command.EndAsync();
        return command;
    }

    /// <summary>Runs a command that must succeed, and reads its JSON.</summary>
    public async Task<JsonNode> ReadAsync(params string[] arguments)
    {
        var command = await RunAsync(With(arguments, "--format", "json"));
        Assert.True(command.ExitCode == 0, $"{command.All}{string.Concat(LogsNamedIn(command.All))}");
        return JsonNode.Parse(command.Output)!;
    }

    /// <summary>The CLI's own logs, which have what an app host in the background writes; they do not outlive the test.</summary>
    private static IEnumerable<string> LogsNamedIn(string output) => output.Split('\n').Select(line => line[(line.LastIndexOf(' ') + 1)..])
        .Where(path => path.EndsWith(".log", StringComparison.Ordinal) && File.Exists(path))
        .SelectMany(path => File.ReadLines(path).Where(line => !line.Contains("[DBUG]", StringComparison.Ordinal)).Select(line => $"{Environment.NewLine}{line}"));

    /// <summary>Begins a command. Only that process is ended with the result, as none that it started would be by a person.</summary>
    public Command Start(params string[] arguments) => Start([], With(arguments, "--non-interactive"));

    /// <summary>Begins a command at a terminal, where the answer is typed as soon as the words are shown.</summary>
    public Command StartAtTerminal(string python, string words, string answer, params string[] arguments) =>
        Start([python, Path.Combine(AppContext.BaseDirectory, "Hosting", "Backchannel", "terminal.py"), words, answer], arguments, [.. BuildServers.Select(name => (name, (string?)null))]);

    private Command Start(string[] around, string[] arguments, params (string Name, string? Value)[] caller)
    {
        var program = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Metadata(typeof(Projects.CodiesVibe_AppHost), "dcpclipath")))!, "bin", "aspire");
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(program), "The aspire CLI is not beside the engine, or what it leaves behind cannot be looked up in /proc.");

        string[] line = [.. around, program, .. With(arguments, "--nologo")];
        return Command.Start(line[0], line[1..], folder,
        [
            ("HOME", home),
            ("NUGET_PACKAGES", Repository.PackageFolder),
            ("ASPIRE_CLI_TELEMETRY_OPTOUT", "1"),
            ("NO_COLOR", "1"),
            // The CLI gives its own; these are for the tests.
            ("ASPIRE_DCP_PATH", null),
            ("ASPIRE_DASHBOARD_PATH", null),
            .. caller,
            .. environment,
        ]);
    }

    /// <summary>Adds options before the arguments of the app host.</summary>
    private static string[] With(string[] arguments, params string[] options)
    {
        var end = Array.IndexOf(arguments, "--") is >= 0 and var index ? index : arguments.Length;
        return [.. arguments[..end], .. options, .. arguments[end..]];
    }

    private static string Metadata(Type type, string key) =>
        type.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value!;
}
