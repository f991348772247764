using CodiesVibe.Deployment.Backups;

namespace CodiesVibe.Deployment.Configuration;

/// <summary>The section <c>Deploy</c> of the configuration, valid.</summary>
public sealed record DeployOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Deploy";

    /// <summary>The environment that is deployed: <c>production</c> or <c>staging</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The server: a name or an address.</summary>
    public required string Host { get; init; }

    /// <summary>The server's SSH port.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The user on the server; null leaves it to the configuration of ssh.</summary>
    public string? User { get; init; }

    /// <summary>The file of the private key; null leaves it to ssh and its agent.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The file with the server's public key; null for the user's own.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>The directory on the server, absolute or below <c>~/</c>.</summary>
    public string Directory { get; init; } = "~/codiesvibe";

    /// <summary>The version: the tag of the images.</summary>
    public required string Version { get; init; }

    /// <summary>What is replaced.</summary>
    public ServiceChoice Service { get; init; }

    /// <summary>How it is replaced.</summary>
    public Strategy Strategy { get; init; }

    /// <summary>Whether changes that interrupt the site (of MongoDB, Redis or the edge) may be made.</summary>
    public bool AllowInterruption { get; init; }

    /// <summary>Whether the server builds the images of the commit, in place of a registry (R152).</summary>
    public bool BuildOnServer { get; init; }

    /// <summary>Whether programs that hold a port of the deployment are ended (R166).</summary>
    public bool FreePorts { get; init; }

    /// <summary>Whether the replaced services go on running after the release is confirmed; else they are stopped, but kept.</summary>
    public bool KeepOldColourRunning { get; init; }

    /// <summary>Whether the monitoring may be down (R204): it is neither started nor asked.</summary>
    public bool SkipMonitoring { get; init; }

    /// <summary>The image of the backend without a tag, with its registry.</summary>
    public required string BackendImage { get; init; }

    /// <summary>The image of the front end without a tag, with its registry.</summary>
    public required string FrontendImage { get; init; }

    /// <summary>The account at the registry; null where it needs none.</summary>
    public RegistryAccount? Account { get; init; }

    /// <summary>Where the secrets of the first deployment come from.</summary>
    public SecretOrigin Secrets { get; init; }

    /// <summary>The directory with a file for each secret; not null for <see cref="SecretOrigin.Directory"/>.</summary>
    public string? SecretsDirectory { get; init; }

    /// <summary>Settings of the env file on the server by name, in place of those that it has.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of the release that a rollback returns to; null for the one before.</summary>
    public int? To { get; init; }

    /// <summary>The name of the backup of the data that a restore returns to; null where nothing is restored.</summary>
    public string? Backup { get; init; }

    /// <summary>Whether a deployment or a restore goes on without a backup of the data before it.</summary>
    public bool SkipBackup { get; init; }

    /// <summary>Which backups of the data are made and kept.</summary>
    public BackupOptions Backups { get; init; } = new();

    /// <summary>The directory with a file for each channel that is told how a deployment ends; null for none.</summary>
    public string? NotificationsDirectory { get; init; }

    /// <summary>Where visitors reach the site; null where that is not configured.</summary>
    public SiteAddress? Site { get; init; }

    /// <summary>The service whose log is shown; null for all.</summary>
    public string? Logs { get; init; }

    /// <summary>How far back a log is shown, for example <c>30m</c>; null for all of it.</summary>
    public string? Since { get; init; }

    /// <summary>How many lines of each log are shown at most.</summary>
    public int Lines { get; init; } = 100;

    /// <summary>The service that is restarted; null for all, in the order of a recovery.</summary>
    public string? Restart { get; init; }

    /// <summary>The name of the secret that is exchanged; null where none is.</summary>
    public string? Secret { get; init; }

    /// <summary>The file with its new value; null where the server makes it, or where it comes from standard input.</summary>
    public string? SecretFile { get; init; }

    /// <summary>After how many days <c>status</c> asks for another value of a secret.</summary>
    public int SecretDays { get; init; } = 180;

    /// <summary>The service whose number of containers changes: <c>backend</c> or <c>frontend</c>; null where none does.</summary>
    public string? Scale { get; init; }

    /// <summary>How many containers it gets; null where that is not set.</summary>
    public int? Replicas { get; init; }

    /// <summary>The environment whose release is deployed; null for the images of <see cref="Version"/>.</summary>
    public PromotionSource? Promotion { get; init; }

    /// <summary>The images of the promoted release by service, with their digests; null where none is.</summary>
    public IReadOnlyDictionary<string, string>? PromotedImages { get; init; }

    /// <summary>Limits of time.</summary>
    public DeployTimeouts Timeouts { get; init; } = new();

    /// <summary>The image of a service in this version, without a digest.</summary>
    public string ImageOf(string service) => $"{(service == "backend" ? BackendImage : FrontendImage)}:{Version}";

    /// <summary>The services that are replaced, in this order.</summary>
    public IReadOnlyList<string> Services => Service switch
    {
        ServiceChoice.Frontend => ["frontend"],
        ServiceChoice.Backend => ["backend"],
        _ => ApplicationServices.All,
    };
}

/// <summary>An account at an image registry.</summary>
/// <param name="User">Its name.</param>
/// <param name="TokenFile">The file with its token.</param>
public sealed record RegistryAccount(string User, string TokenFile);
