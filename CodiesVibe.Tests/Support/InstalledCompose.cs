using System.Diagnostics;
using CodiesVibe.AppHost.Topology;

namespace CodiesVibe.Tests.Support;

/// <summary>The versions of docker-compose that are installed on this machine.</summary>
internal static class InstalledCompose
{
    private const string Name = "docker-compose";

    private static readonly Lazy<Dictionary<int, string>> s_programs = new(FindAll);

    /// <summary>The path of the program of a major version: in the folder of plug-ins that <c>CODIESVIBE_DOCKER_PLUGINS</c> names, or on PATH; null where there is none.</summary>
    public static string? Find(int version) => s_programs.Value.GetValueOrDefault(version);

    private static Dictionary<int, string> FindAll()
    {
        var programs = new Dictionary<int, string>();
        foreach (var program in PlugIns().Concat(ProgramOnPath.FindAll(Name)))
        {
            if (VersionOf(program) is { } version)
            {
                programs.TryAdd(version, program);
            }
        }

        return programs;
    }

    private static IEnumerable<string> PlugIns() => Environment.GetEnvironmentVariable("CODIESVIBE_DOCKER_PLUGINS") is { Length: > 0 } folder
        ? new[] { Path.Combine(folder, Name) }.Where(File.Exists)
        : [];

    private static int? VersionOf(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["version", "--short"]) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return int.TryParse(printed.TrimStart('v').Split('.')[0], out var version) ? version : null;
    }
}
