namespace CodiesVibe.Deployment;

/// <summary>The shell scripts that run on the server.</summary>
internal static class ServerScripts
{
    /// <summary>The script <c>release.sh</c>, which puts a release into service or undoes that, and the files that it reads, by name.</summary>
    public static IReadOnlyDictionary<string, string> Release { get; } =
        Files("release.sh", "journal.sh", "engine.sh", "slots.sh", "edge.sh", "files.sh");

    /// <summary>The script <c>rotate.sh</c>, which exchanges a secret, and the files that it reads, by name.</summary>
    public static IReadOnlyDictionary<string, string> Rotation { get; } = Files("rotate.sh", "accounts.sh", "journal.sh", "engine.sh", "slots.sh", "edge.sh");

    /// <summary>Prints the state of the server.</summary>
    public static string Inspect { get; } = Read("inspect.sh");

    /// <summary>Backs up and restores the data.</summary>
    public static string Data { get; } = Read("data.sh");

    /// <summary>Restores a backup without anybody's connection.</summary>
    public static string Restore { get; } = Read("restore.sh");

    /// <summary>Backs up the data as cron runs it.</summary>
    public static string Scheduled { get; } = Read("scheduled.sh");

    /// <summary>Has cron run that.</summary>
    public static string Schedule { get; } = Read("schedule.sh");

    /// <summary>Prints what a doctor wants to know of the server.</summary>
    public static string Examine { get; } = Read("examine.sh");

    /// <summary>Restarts containers and waits until they are healthy.</summary>
    public static string Restart { get; } = Read("restart.sh");

    /// <summary>Holds the lock of the deployment and starts scripts that keep it.</summary>
    public static string Lock { get; } = Read("lock.sh");

    /// <summary>The script in the directory of a release that returns to it; it needs nothing but ssh and docker.</summary>
    public static string Rollback(string release) =>
        $"""
        #!/bin/sh
        # Returns to release {release}: run this file on the server.
        set -eu
        cd "$(dirname "$0")/../.."
        exec 9>> .lock
        flock -n 9 || {"{"}
            echo 'A deployment is in progress. Try again when it has ended.' >&2
            exit 75
        {"}"}
        sh 'releases/{release}/release.sh' rollback '{release}' unattended || {"{"}
            cat 'releases/{release}/log' >&2
            exit 1
        {"}"}
        cat 'releases/{release}/log'

        """;

    /// <summary>The script <c>scale.sh</c>, which changes how many containers serve, and the files that it reads, by name.</summary>
    public static IReadOnlyDictionary<string, string> Scale { get; } = Files("scale.sh", "journal.sh", "engine.sh", "slots.sh");

    private static Dictionary<string, string> Files(params string[] names) => names.ToDictionary(name => name, Read, StringComparer.Ordinal);

    private static string Read(string name)
    {
        using var stream = typeof(ServerScripts).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
