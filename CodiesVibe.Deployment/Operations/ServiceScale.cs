using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Operations;

/// <summary>Changes how many containers serve a service. A deployment keeps the number.</summary>
/// <param name="connection">The server, whose lock is taken.</param>
/// <param name="options">Which service, and how many.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class ServiceScale(ServerConnection connection, DeployOptions options, Action<string> report)
{
    /// <exception cref="DeploymentException">They do not become healthy; as many as before serve.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = await connection.Directory.ReadStateAsync(cancellationToken);
        var (service, wanted) = (options.Scale!, options.Replicas!.Value);
        var present = ServiceSelection.Find(state, nameof(options.Scale), service).Count;
        if (present == wanted)
        {
            report($"{state.ActiveKey(service)} has {wanted} already.");
            return;
        }

        await new ServerChange(connection, "scale").RunAsync(
            $"The number of containers of {service} is {present} still.",
            ServerScripts.Scale.Append(new("activation", Activation(service, wanted, options.Timeouts, ServerConnection.Owner))), cancellationToken);
    }

    /// <summary>The settings that the script reads.</summary>
    internal static string Activation(string service, int replicas, DeployTimeouts timeouts, string owner) =>
        $"""
        SERVICE={service}
        REPLICAS={replicas}
        OWNER={owner}
        CONTAINERS_TIMEOUT={timeouts.Containers}
        PROBE_TIMEOUT=10

        """;
}
