namespace CodiesVibe.Deployment.Configuration;

/// <summary>What a step has to know of the configuration.</summary>
[Flags]
public enum DeployNeeds
{
    /// <summary>What every step has to know.</summary>
    None = 0,

    /// <summary>The server, to connect to it.</summary>
    Server = 1,

    /// <summary>The names and the version of the images.</summary>
    Images = 2,

    /// <summary>The published files of the model.</summary>
    Model = 4,

    /// <summary>The backup to restore.</summary>
    Backup = 8,

    /// <summary>Where visitors reach the site.</summary>
    Site = 16,

    /// <summary>The secret that is exchanged.</summary>
    Secret = 32,

    /// <summary>The service that is scaled, and to how many containers.</summary>
    Scale = 64,
}
