using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Redis;

namespace CodiesVibe.Deployment.Rotation;

/// <summary>Exchanges a secret.</summary>
/// <param name="connection">The server, whose lock is taken.</param>
/// <param name="options">Which secret, and from where.</param>
/// <param name="report">Told of the progress.</param>
internal sealed class SecretRotation(ServerConnection connection, DeployOptions options, Action<string> report)
{
    /// <exception cref="DeploymentException">The secret is unknown, its value cannot be used, or it could not be exchanged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var secret = RotatedSecret.Find(options.Secret!);
        var value = await GivenValue.ReadAsync(secret, options.SecretFile, cancellationToken);
        if ((await connection.Directory.ReadStateAsync(cancellationToken)).CurrentRelease is null)
        {
            throw new DeploymentException("Nothing is deployed here, so there is no secret to exchange. Deploy first: dotnet aspire deploy");
        }

        var files = ServerScripts.Rotation.Append(new("activation", Activation(secret, options.Timeouts, ServerConnection.Owner)));
        await new ServerChange(connection, "rotate").RunAsync(
            $"The secret {secret.Name} was not exchanged, and is as it was.", value is null ? files : files.Append(new("given", value)), cancellationToken);
        report($"Services that were touched: {string.Join(", ", Touched(secret))}.");
    }

    /// <summary>The services that notice.</summary>
    internal static IEnumerable<string> Touched(RotatedSecret secret) =>
    [
        .. secret.Kind is SecretKind.Mongodb or SecretKind.Redis or SecretKind.Grafana ? [secret.Kind.ToString().ToLowerInvariant()] : Array.Empty<string>(),
        .. secret.IsOfBackend ? ["backend"] : Array.Empty<string>(),
        .. secret.Restarted,
    ];

    /// <summary>The settings that the script reads.</summary>
    internal static string Activation(RotatedSecret secret, DeployTimeouts timeouts, string owner) =>
        $"""
        SECRET={secret.Name}
        KIND={secret.Kind.ToString().ToLowerInvariant()}
        ACCOUNT={secret.Account}
        BRIDGE={(secret.IsOfBackend ? "yes" : "no")}
        SERVICES={string.Join(' ', secret.Restarted)}
        MONGODB_ROOT={MongoUsers.Root}
        REDIS_MAINTENANCE={RedisUsers.Maintenance}
        OWNER={owner}
        CONTAINERS_TIMEOUT={timeouts.Containers}
        PROBE_TIMEOUT=10
        DRAIN_TIMEOUT={timeouts.Drain}

        """;
}
