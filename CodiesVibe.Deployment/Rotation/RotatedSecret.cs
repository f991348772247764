using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Redis;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.Deployment.Rotation;

/// <summary>A secret of the server that can be exchanged.</summary>
/// <param name="Name">Its name, which is its file's.</param>
/// <param name="Kind">What changes with the file.</param>
/// <param name="Account">The user that it belongs to; empty where there is none.</param>
internal sealed record RotatedSecret(string Name, SecretKind Kind, string Account = "")
{
    /// <summary>Whether the backend logs in with it, so that it moves to its idle slot and back.</summary>
    public bool IsOfBackend { get; init; }

    /// <summary>Whether only somebody else can make it, so that whoever exchanges it gives it.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The services that are restarted, which no request waits for.</summary>
    public IReadOnlyList<string> Restarted { get; init; } = [];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<RotatedSecret> All { get; } =
    [
        .. new RotatedSecret[]
        {
            new(MongoUsers.RootPassword, SecretKind.Mongodb, MongoUsers.Root),
            new(MongoUsers.ApplicationPassword, SecretKind.Mongodb, MongoUsers.Application) { IsOfBackend = true },
            new(MongoUsers.MaintenancePassword, SecretKind.Mongodb, MongoUsers.Maintenance),
            new(MongoUsers.ProbePassword, SecretKind.Mongodb, MongoUsers.Probe),
            new(RedisUsers.ApplicationPassword, SecretKind.Redis, RedisUsers.Application) { IsOfBackend = true },
            new(RedisUsers.ExporterPassword, SecretKind.Redis, RedisUsers.Exporter) { Restarted = ["redis-exporter"] },
            new(RedisUsers.MaintenancePassword, SecretKind.Redis, RedisUsers.Maintenance),
            new(AccountSecrets.FirstAdminPassword, SecretKind.File) { IsOfBackend = true },
            new("grafana-admin-password", SecretKind.Grafana),
            new("cloudflare-tunnel-token", SecretKind.Tunnel) { IsGiven = true, Restarted = ["cloudflared"] },
        },
        .. AlertmanagerConfiguration.Secrets.Select(name => new RotatedSecret(name, SecretKind.File) { IsGiven = true, Restarted = ["alertmanager"] }),
    ];

    /// <exception cref="DeploymentException">There is no such secret: which ones there are.</exception>
    public static RotatedSecret Find(string name) => All.FirstOrDefault(secret => secret.Name == name)
        ?? throw new DeploymentException($"There is no secret '{name}' that can be exchanged. These are: {string.Join(", ", All.Select(secret => secret.Name).Order(StringComparer.Ordinal))}.");
}
