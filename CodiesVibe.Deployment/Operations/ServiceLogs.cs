using System.Globalization;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>Shows what services have logged.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="options">Which service, and how much.</param>
/// <param name="report">Told of each line.</param>
internal sealed class ServiceLogs(DeploymentDirectory directory, DeployOptions options, Action<string> report)
{
    /// <exception cref="DeploymentException">There is no such service, or its log cannot be read.</exception>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var state = await directory.ReadStateAsync(cancellationToken);
        ServiceSelection.RequireContainers(state);
        foreach (var container in options.Logs is { } service ? ServiceSelection.Find(state, nameof(options.Logs), service) : state.Containers)
        {
            var log = await directory.RequireAsync($"The log of {container.Name} cannot be read.", Command(container, options), cancellationToken);
            foreach (var line in Lines(container, log))
            {
                report(line);
            }
        }
    }

    /// <summary>Prints both streams of a container's log.</summary>
    internal static string Command(ServerContainer container, DeployOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"timeout 60 docker logs --tail {options.Lines} {(options.Since is { } since ? $"--since {since} " : "")}{ShellText.Quote(container.Name)} 2>&1");

    /// <summary>Each line with the container's name before it, and without what could steer the terminal.</summary>
    internal static IEnumerable<string> Lines(ServerContainer container, string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => $"{container.Name} | {string.Concat(line.Where(character => character == '\t' || !char.IsControl(character)))}");
}
