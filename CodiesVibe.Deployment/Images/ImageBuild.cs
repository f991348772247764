using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Images;

/// <summary>Builds and pushes the images of the application on the machine that deploys, by the Dockerfiles of the repository.</summary>
/// <param name="options">The names, the version and the account.</param>
/// <param name="root">The repository's root, which is the build context.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ImageBuild(DeployOptions options, string root, Action<string> report)
{
    private readonly DockerCommand _docker = new(report);

    /// <summary>Builds the images.</summary>
    /// <param name="revision">The sources; null where they are not those of a commit.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="DeploymentException">A build failed, or the sources are not those of a commit.</exception>
    public async Task BuildAsync(SourceRevision? revision, CancellationToken cancellationToken)
    {
        if (revision is null)
        {
            throw new DeploymentException("The working tree has changes that no commit holds, so nobody could say what an image was built from. Commit them, or put them aside with 'git stash --include-untracked'.");
        }

        foreach (var service in options.Services)
        {
            report($"Building {options.ImageOf(service)}");
            await _docker.RunAsync(
                [
                    "build", "--file", Path.Combine(root, $"Dockerfile.{service}"), "--tag", options.ImageOf(service),
                    "--build-arg", $"VERSION={options.Version}", "--build-arg", $"REVISION={revision.Commit}", "--build-arg", $"CREATED={revision.At}", root,
                ],
                cancellationToken);
        }
    }

    /// <summary>Pushes them. With an account, in a docker configuration that lives as long as the push.</summary>
    /// <exception cref="DeploymentException">The registry did not take one.</exception>
    public async Task PushAsync(CancellationToken cancellationToken)
    {
        var configuration = options.Account is null ? null : Directory.CreateTempSubdirectory("codiesvibe-docker-");
        try
        {
            string[] with = configuration is null ? [] : ["--config", configuration.FullName];
            foreach (var service in options.Services)
            {
                var image = options.ImageOf(service);
                if (options.Account is { } account)
                {
                    await _docker.RunAsync([.. with, "login", "--username", account.User, "--password-stdin", image.Split('/')[0]], cancellationToken, await File.ReadAllTextAsync(account.TokenFile, cancellationToken));
                }

                report($"Pushing {image}");
                await _docker.RunAsync([.. with, "push", "--quiet", image], cancellationToken);
            }
        }
        finally
        {
            configuration?.Delete(recursive: true);
        }
    }
}
