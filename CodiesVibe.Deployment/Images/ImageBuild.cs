using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Images;

/// <summary>Builds and pushes the images of the application on the machine that deploys, by the Dockerfiles of the repository.</summary>
/// <param name="options">The names, the version and the account.</param>
/// <param name="sources">The repository.</param>
/// <param name="report">Told of the progress.</param>
/// <param name="docker">The name or path of the docker client.</param>
internal sealed class ImageBuild(DeployOptions options, SourceTree sources, Action<string> report, string docker = "docker")
{
    private readonly DockerCommand _docker = new(report, docker);

    /// <summary>Builds the images that the engine lacks: one of this commit stays, so that what was scanned is what is pushed.</summary>
    /// <exception cref="DeploymentException">A build failed, or the sources are not those of a commit.</exception>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        if (sources.Revision is null)
        {
            throw new DeploymentException(SourceTree.NoCommit);
        }

        foreach (var service in options.Services)
        {
            if (await IsBuiltAsync(options.ImageOf(service), sources.Revision.Commit, cancellationToken))
            {
                report($"{options.ImageOf(service)} is built already");
                continue;
            }

            report($"Building {options.ImageOf(service)}");
            await _docker.RunAsync(
                [
                    "build", "--file", Path.Combine(sources.Root, $"Dockerfile.{service}"), "--tag", options.ImageOf(service),
                    .. sources.BuildArguments(options.Version).SelectMany(argument => new[] { "--build-arg", argument }), sources.Root,
                ],
                cancellationToken);
        }
    }

    /// <summary>Pushes them.</summary>
    /// <exception cref="DeploymentException">The registry did not take one.</exception>
    public Task PushAsync(CancellationToken cancellationToken) => ForEachAsync(
        async (image, push) =>
        {
            report($"Pushing {image}");
            await push(image);
        },
        cancellationToken);

    /// <summary>Gives the pushed images further tags in the registry.</summary>
    /// <exception cref="DeploymentException">The registry did not take one.</exception>
    public Task TagAsync(IReadOnlyList<string> tags, CancellationToken cancellationToken) => ForEachAsync(
        async (image, push) =>
        {
            foreach (var tagged in tags.Where(tag => tag != options.Version).Select(tag => $"{image[..image.LastIndexOf(':')]}:{tag}"))
            {
                report($"Pushing {tagged}");
                await _docker.RunAsync(["tag", image, tagged], cancellationToken);
                await push(tagged);
            }
        },
        cancellationToken);

    /// <summary>Whether the engine has an image that says it was built from the commit.</summary>
    private async Task<bool> IsBuiltAsync(string image, string commit, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await new DockerCommand(lines.Add, docker).RunAsync(["image", "ls", "--quiet", "--no-trunc", "--filter", $"reference={image}", "--filter", $"label=org.opencontainers.image.revision={commit}"], cancellationToken);
        return lines.Any(line => line.Contains("sha256:", StringComparison.Ordinal));
    }

    /// <summary>Does something with each image and a way to push. With an account, in a docker configuration that lives as long as this.</summary>
    private async Task ForEachAsync(Func<string, Func<string, Task>, Task> act, CancellationToken cancellationToken)
    {
        var configuration = options.Account is null ? null : Directory.CreateTempSubdirectory("codiesvibe-docker-");
        try
        {
            string[] with = configuration is null ? [] : ["--config", configuration.FullName];
            foreach (var image in options.Services.Select(options.ImageOf))
            {
                if (options.Account is { } account)
                {
                    await _docker.RunAsync([.. with, "login", "--username", account.User, "--password-stdin", image.Split('/')[0]], cancellationToken, await File.ReadAllTextAsync(account.TokenFile, cancellationToken));
                }

                await act(image, pushed => _docker.RunAsync([.. with, "push", "--quiet", pushed], cancellationToken));
            }
        }
        finally
        {
            configuration?.Delete(recursive: true);
        }
    }
}
