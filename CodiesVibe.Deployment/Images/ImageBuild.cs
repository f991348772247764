using System.Collections.Concurrent;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Images;

/// <summary>Builds and pushes the images of the application on the machine that deploys, by the Dockerfiles of the repository.</summary>
/// <param name="options">The names, the version and the account.</param>
/// <param name="sources">The repository.</param>
/// <param name="report">Told of the progress.</param>
/// <param name="time">For the pauses between attempts.</param>
/// <param name="docker">The name or path of the docker client.</param>
internal sealed class ImageBuild(DeployOptions options, SourceTree sources, Action<string> report, TimeProvider time, string docker = "docker")
{
    private const int Attempts = 3;

    private readonly DockerCommand _docker = new(report, docker);

    /// <summary>Builds the images that the engine lacks: one of this commit stays, so that what was scanned is what is pushed.</summary>
    /// <exception cref="DeploymentException">A build failed three times, or the sources are not those of a commit.</exception>
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

            await BuildAsync(service, cancellationToken);
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

    /// <summary>What is left of an attempt that failed may be why the next one fails, so that one starts without the cache.</summary>
    private async Task BuildAsync(string service, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--file", Path.Combine(sources.Root, $"Dockerfile.{service}"), "--tag", options.ImageOf(service),
            .. sources.BuildArguments(options.Version).SelectMany(argument => new[] { "--build-arg", argument }), sources.Root,
        ];
        for (var attempt = 1; ; attempt++)
        {
            report($"Building {options.ImageOf(service)}{(attempt == 1 ? "" : " without the cache")}");
            try
            {
                await _docker.RunAsync(attempt == 1 ? ["build", .. arguments] : ["build", "--no-cache", .. arguments], cancellationToken);
                return;
            }
            catch (DeploymentException) when (attempt < Attempts)
            {
                report($"Attempt {attempt} of {Attempts} failed");
            }
        }
    }

    /// <summary>Tries three times what may pass, and says what the registry's refusal means.</summary>
    private async Task AskRegistryAsync(string image, IReadOnlyList<string> arguments, CancellationToken cancellationToken, string input = "") => await PullRetry.Create(time, report).ExecuteAsync(
        async token =>
        {
            var lines = new ConcurrentQueue<string>();
            void Keep(string line)
            {
                lines.Enqueue(line.Trim());
                report(line);
            }

            try
            {
                await new DockerCommand(Keep, docker).RunAsync(arguments, token, input);
            }
            catch (DeploymentException) when (!lines.IsEmpty)
            {
                throw new DeploymentException(PushRefusal.Explain(image, string.Join(' ', lines)));
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
                    await AskRegistryAsync(image, [.. with, "login", "--username", account.User, "--password-stdin", image.Split('/')[0]], cancellationToken, await File.ReadAllTextAsync(account.TokenFile, cancellationToken));
                }

                await act(image, pushed => AskRegistryAsync(pushed, [.. with, "push", "--quiet", pushed], cancellationToken));
            }
        }
        finally
        {
            configuration?.Delete(recursive: true);
        }
    }
}
