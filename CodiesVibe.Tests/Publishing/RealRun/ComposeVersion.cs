using System.Diagnostics;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A docker-compose of this machine.</summary>
/// <param name="Folder">The folder that it lies in; null where there is none of that version.</param>
/// <param name="Missing">What to do where there is none.</param>
internal sealed record ComposeVersion(string? Folder, string Missing)
{
    /// <summary>The one that the documented commands were written for.</summary>
    public static ComposeVersion V1 { get; } = new(
        FolderOf(ProgramsOnPath.Find("docker-compose"), "1.29."), "docker-compose 1.29 is not on PATH (Debian 12: docker-compose).");

    /// <summary>The present one.</summary>
    public static ComposeVersion V2 { get; } = new(
        FolderOf(Path.Combine(Environment.GetEnvironmentVariable("CODIESVIBE_DOCKER_PLUGINS") ?? "/nonexistent", "docker-compose"), "2."),
        "docker-compose 2 is in the folder that CODIESVIBE_DOCKER_PLUGINS names; .ci/engine-plugins fetches it.");

    /// <summary>The one of a major version. Skips the test where there is none.</summary>
    public static ComposeVersion Require(int version)
    {
        var compose = version == 1 ? V1 : V2;
        Assert.SkipWhen(compose.Folder is null, compose.Missing);
        return compose;
    }

    private static string? FolderOf(string? program, string version)
    {
        if (!File.Exists(program))
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(program, ["version", "--short"]) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd().TrimStart('v');
        process.WaitForExit();
        return printed.StartsWith(version, StringComparison.Ordinal) ? Path.GetDirectoryName(program) : null;
    }
}
