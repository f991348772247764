using System.Globalization;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>Restarts services, and waits until each is healthy before the next ones that rely on it.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="options">Which service, and for how long it may start.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ServiceRestart(DeploymentDirectory directory, DeployOptions options, Action<string> report)
{
    /// <exception cref="DeploymentException">A service does not become healthy: which one, with the end of its log.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = await directory.ReadStateAsync(cancellationToken);
        ServiceSelection.RequireContainers(state);
        foreach (var group in options.Restart is { } service ? [ServiceSelection.Find(state, nameof(options.Restart), service)] : RecoveryOrder.Of(state))
        {
            var names = string.Join(", ", group.Select(container => container.Name));
            report($"Restarting {names}");
            await directory.RequireAsync("The restart ended here; what comes after it was not touched.", Command(group, options), cancellationToken);
            report($"Healthy: {names}");
        }
    }

    /// <summary>Restarts containers at the same time.</summary>
    internal static string Command(IEnumerable<ServerContainer> containers, DeployOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"set -- {options.Timeouts.Containers} {string.Join(' ', containers.Select(container => ShellText.Quote(container.Name)))}\n{ServerScripts.Restart}");
}
