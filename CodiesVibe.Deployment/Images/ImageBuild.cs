using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Images;

/// <summary>Builds and pushes the images of the application on the machine that deploys, by the Dockerfiles of the repository.</summary>
/// <param name="options">The names, the version and the account.</param>
/// <param name="sources">The repository.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ImageBuild(DeployOptions options, SourceTree sources, Action<string> report)
{
    private readonly DockerCommand _docker = new(report);

    /// <summary>Builds the images.</summary>
    /// <exception cref="DeploymentException">A build failed, or the sources are not those of a commit.</exception>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        if (sources.Revision is null)
        {
            throw new DeploymentException(SourceTree.NoCommit);
        }

        foreach (var service in options.Services)
        {
            report($"Building {options.ImageOf(service)}");
            await _docker.RunAsync(
                [
                    "build", "--file", Path.Combine(sources.Root, $"Dockerfile.{service}"), "--tag", options.ImageOf(service),
                    .. sources.BuildArguments(options.Version).SelectMany(argument => new[] { "--build-arg", argument }), sources.Root,
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
