using System.Diagnostics;
using CodiesVibe.Deployment.Images;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The commit of the repository, which is the version of the images built from it.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class SourceCommit(string root)
{
    /// <summary>The first 12 digits of the commit; null where it does not describe the files: without git, outside a repository, or with uncommitted changes.</summary>
    public SourceRevision? Find() => Git("status", "--porcelain") == "" && Git("log", "-1", "--abbrev=12", "--format=%h %cI %H")?.Split(' ') is [var commit, var at, var full] ? new(commit, at, full) : null;

    /// <summary>The full name of the branch of the working tree; null where it is on none.</summary>
    public string? FindRef() => Git("symbolic-ref", "--quiet", "HEAD");

    private string? Git(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
