namespace CodiesVibe.Deployment.Configuration;

/// <summary>Where the secrets of the first deployment come from (R180). Those that are not given are made on the server.</summary>
public enum SecretOrigin
{
    /// <summary>All are made on the server.</summary>
    Server,

    /// <summary>From environment variables of the deploying machine.</summary>
    Environment,

    /// <summary>From a directory of the deploying machine, with a file for each.</summary>
    Directory,
}
