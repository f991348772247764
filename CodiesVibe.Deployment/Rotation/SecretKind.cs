namespace CodiesVibe.Deployment.Rotation;

/// <summary>What has to change with the file of a secret.</summary>
internal enum SecretKind
{
    /// <summary>Nothing: its services read the file when they start.</summary>
    File,

    /// <summary>A user of MongoDB, which has one password.</summary>
    Mongodb,

    /// <summary>A user of Redis, which may have several passwords.</summary>
    Redis,

    /// <summary>The administrator of Grafana.</summary>
    Grafana,

    /// <summary>The tunnel, which may have several connectors.</summary>
    Tunnel,
}
