using System.Diagnostics;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment.Images;

/// <summary>Builds the images of the application on the server, for the emergency in which no registry can be reached (R152).</summary>
/// <param name="server">The server.</param>
/// <param name="sources">The repository.</param>
/// <param name="options">The names and the version.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ServerBuild(SshServer server, SourceTree sources, DeployOptions options, Action<string> report)
{
    /// <summary>Refuses a version that is not the commit of a clean working tree: its images exist nowhere else, so the tag has to say what is in them.</summary>
    /// <exception cref="DeploymentException">It is another one, or there is none.</exception>
    public static void RequireCommit(SourceTree sources, DeployOptions options)
    {
        if (sources.Revision is not { } revision)
        {
            throw new DeploymentException($"Deploy:BuildOnServer builds a commit. {SourceTree.NoCommit}");
        }

        if (options.Version != revision.Commit)
        {
            throw new DeploymentException($"Deploy:BuildOnServer builds the commit {revision.Commit}, but Deploy:Version is '{options.Version}'. Check that version out, or leave Deploy:Version unset.");
        }
    }

    /// <summary>Sends the sources of the commit to the engine of the server, which builds an image of each service.</summary>
    /// <exception cref="DeploymentException">A build failed. What serves is untouched.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var service in options.Services)
        {
            var image = options.ImageOf(service);
            report($"Building {image} on the server");
            using var archive = Process.Start(new ProcessStartInfo("git", ["-C", sources.Root, "archive", options.Version]) { RedirectStandardOutput = true })!;
            try
            {
                await server.RequireAsync(
                    $"The image '{image}' could not be built. What serves is untouched.",
                    $"docker build --quiet --file Dockerfile.{service} --tag {ShellText.Quote(image)} {string.Join(' ', sources.BuildArguments(options.Version).Select(argument => $"--build-arg {ShellText.Quote(argument)}"))} - 2>&1",
                    cancellationToken, archive.StandardOutput.BaseStream);
                await archive.WaitForExitAsync(cancellationToken);
                if (archive.ExitCode != 0)
                {
                    throw new DeploymentException($"'git archive {options.Version}' failed with exit code {archive.ExitCode}, so the image '{image}' may lack files. What serves is untouched.");
                }
            }
            finally
            {
                archive.Kill();
            }
        }
    }
}
