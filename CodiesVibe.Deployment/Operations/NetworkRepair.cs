using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>Mends networks that are missing or wrong, and attaches the containers that are not on theirs.</summary>
/// <param name="connection">The server, whose lock is taken.</param>
/// <param name="options">Whether the site may be interrupted.</param>
/// <param name="report">Told of what is mended.</param>
internal sealed class NetworkRepair(ServerConnection connection, DeployOptions options, Action<string> report)
{
    /// <exception cref="DeploymentException">It would interrupt the site, or it did not help.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = await connection.Directory.ReadStateAsync(cancellationToken);
        var faults = NetworkFaults.Find(state);
        if (faults.IsEmpty)
        {
            report("All networks are there, and all containers are on theirs.");
            return;
        }

        ReportAll(faults);
        if (faults.Replaced.Count > 0 && !options.AllowInterruption)
        {
            throw new DeploymentException("A network that is created anew interrupts the site for seconds. If that is acceptable, repeat it with '-- --Deploy:AllowInterruption=true'. Nothing was changed.");
        }

        await connection.Journal.AuditAsync("repairs the networks", cancellationToken);
        await connection.Directory.RequireAsync(
            "The networks could not be mended whole.", string.Join('\n', faults.Commands(new EnvFile(state.Env)["COMPOSE_PROJECT_NAME"] ?? "")), cancellationToken);
        var left = NetworkFaults.Find(await connection.Directory.ReadStateAsync(cancellationToken));
        if (!left.IsEmpty)
        {
            ReportAll(left);
            throw new DeploymentException("The networks are not as they should be. See 'dotnet aspire do doctor'.");
        }

        report("The networks are mended.");
    }

    private void ReportAll(NetworkFaults faults)
    {
        foreach (var line in faults.Lines())
        {
            report(line);
        }
    }
}
