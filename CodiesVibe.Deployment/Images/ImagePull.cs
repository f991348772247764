using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment.Images;

/// <summary>Gets images onto the server.</summary>
/// <param name="server">The server.</param>
/// <param name="account">The account at the registry; null where it needs none.</param>
/// <param name="time">For the pauses between attempts.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ImagePull(SshServer server, RegistryAccount? account, TimeProvider time, Action<string> report)
{
    /// <summary>Gets every image that the server lacks.</summary>
    /// <exception cref="DeploymentException">One cannot be had.</exception>
    public async Task RunAsync(IReadOnlyCollection<string> images, CancellationToken cancellationToken)
    {
        var listed = await server.RequireAsync(
            "The images of the server cannot be listed.",
            string.Concat(images.Select(image => $"docker image inspect {ShellText.Quote(image)} > /dev/null 2>&1 || echo {ShellText.Quote(image)}\n")),
            cancellationToken);
        var missing = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var image in missing)
        {
            report($"Pulling {image.Split('@')[0]}");
            await PullRetry.Create(time, report).ExecuteAsync(async token => await PullAsync(image, token), cancellationToken);
        }

        report(missing.Length == 0 ? "The server has every image" : $"Pulled {missing.Length} of {images.Count} images");
    }

    /// <summary>With an account, in a docker configuration that lives as long as the pull; the token comes by standard input.</summary>
    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        var fault = $"The image '{image}' cannot be pulled. What serves is untouched.";
        if (account is null)
        {
            await server.RequireAsync(fault, $"docker pull --quiet {ShellText.Quote(image)}", cancellationToken);
            return;
        }

        await using var token = File.OpenRead(account.TokenFile);
        await server.RequireAsync(
            fault,
            $"""
            configuration=$(mktemp -d)
            trap 'rm -rf "$configuration"' EXIT
            docker --config "$configuration" login --username {ShellText.Quote(account.User)} --password-stdin {ShellText.Quote(image.Split('/')[0])} > /dev/null
            docker --config "$configuration" pull --quiet {ShellText.Quote(image)}
            """,
            cancellationToken, token);
    }
}
