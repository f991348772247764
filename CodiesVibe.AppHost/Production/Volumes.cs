namespace CodiesVibe.AppHost.Production;

/// <summary>Volumes that several services share.</summary>
internal static class Volumes
{
    /// <summary>Log files on their way to the log store, each directory with one writer.</summary>
    public const string Logs = "logs";

    /// <summary>Where the logs are mounted.</summary>
    public const string LogsTarget = "/var/log/codiesvibe";
}
