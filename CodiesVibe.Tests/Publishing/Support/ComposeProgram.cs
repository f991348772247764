using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>Both versions of compose, where they are installed.</summary>
internal static partial class ComposeProgram
{
    /// <summary>The older one, on PATH.</summary>
    public const string One = "1";

    /// <summary>The newer one: in the folder of plug-ins that <c>CODIESVIBE_DOCKER_PLUGINS</c> names, or on PATH.</summary>
    public const string Two = "2";

    private static readonly Lazy<Dictionary<string, string>> s_programs = new(Find);

    /// <summary>Runs one version; a test that needs an absent one is skipped.</summary>
    public static async Task<Command> RunAsync(string version, string folder, params string[] arguments)
    {
        Assert.SkipUnless(
            s_programs.Value.ContainsKey(version),
            $"docker-compose of version {version} is not installed; {(version == One ? "install it" : "name the folder of its plug-in in CODIESVIBE_DOCKER_PLUGINS")}.");
        return await Command.RunAsync(s_programs.Value[version], arguments, folder);
    }

    private static Dictionary<string, string> Find()
    {
        var programs = new Dictionary<string, string>();
        foreach (var folder in (string[])[Environment.GetEnvironmentVariable("CODIESVIBE_DOCKER_PLUGINS") ?? "", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)])
        {
            var program = Path.Combine(folder, "docker-compose");
            if (folder.Length > 0 && File.Exists(program) && VersionOf(program) is { } version)
            {
                programs.TryAdd(version, program);
            }
        }

        return programs;
    }

    private static string? VersionOf(string program)
    {
        var asked = Command.RunAsync(program, ["version", "--short"], Path.GetTempPath()).GetAwaiter().GetResult();
        return Number().Match(asked.Output) is { Success: true } match ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^v?(\d+)\.")]
    private static partial Regex Number();
}
