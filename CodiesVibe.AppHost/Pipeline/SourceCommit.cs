using System.Diagnostics;
using CodiesVibe.Deployment.Images;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The commit of the repository, which is the version of the images built from it.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class SourceCommit(string root)
{
    /// <summary>The first 12 digits of the commit; null where it does not describe the files: without git, outside a repository, or with uncommitted changes.</summary>
    public SourceRevision? Find() => Git("status", "--porcelain") == "" && Git("log", "-1", "--abbrev=12", "--format=%h %cI")?.Split(' ') is [var commit, var at] ? new(commit, at) : null;

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
