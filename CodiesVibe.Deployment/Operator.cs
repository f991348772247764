using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Diagnosis;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.Rotation;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment;

/// <summary>What whoever is on call does with a deployment.</summary>
/// <param name="connection">The server.</param>
/// <param name="options">What to do, and where.</param>
/// <param name="notifier">Tells people.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class Operator(ServerConnection connection, DeployOptions options, Notifier notifier, Action<string> report, TimeProvider time)
{
    /// <summary>Shows what serves.</summary>
    public async Task ShowStatusAsync(CancellationToken cancellationToken)
    {
        var state = await connection.Directory.ReadStateAsync(cancellationToken);
        ReportAll([.. StatusText.Status(state, time.GetUtcNow()), .. SecretAges.Lines(state, options.SecretDays, time.GetUtcNow())]);
    }

    /// <summary>Shows all releases, the newest first.</summary>
    public async Task ShowHistoryAsync(CancellationToken cancellationToken) => ReportAll(StatusText.History(await connection.Directory.ReadStateAsync(cancellationToken)));

    /// <summary>Frees a lock whose owner is out of reach.</summary>
    public async Task UnlockAsync(CancellationToken cancellationToken) =>
        report((await connection.Directory.RequireAsync("The lock could not be freed.", DeploymentLock.Unlock, cancellationToken)).Trim());

    /// <summary>Takes containers and networks down; volumes, secrets, releases and backups stay.</summary>
    public async Task TakeDownAsync(CancellationToken cancellationToken)
    {
        await connection.Directory.RequireAsync(
            "The deployment could not be taken down.",
            $"""
            {DeploymentDirectory.Compose}
            for file in staging production infra; do compose -f docker-compose.$file.yml down >&2; done
            rm -f current
            """,
            cancellationToken);
        await connection.Journal.AuditAsync("taken down", cancellationToken);
        report("Containers and networks are gone. Volumes, secrets, releases and backups are still there.");
    }

    /// <summary>Backs up the data.</summary>
    /// <exception cref="DeploymentException">It cannot be backed up.</exception>
    public async Task CreateBackupAsync(CancellationToken cancellationToken) => await Backups(await GateAsync(cancellationToken)).CreateAsync(cancellationToken);

    /// <summary>Shows all backups of the data, the newest first, and whether they are on a schedule.</summary>
    public async Task ShowBackupsAsync(CancellationToken cancellationToken)
    {
        var (backups, now) = ((await connection.Directory.ReadStateAsync(cancellationToken)).Backups, time.GetUtcNow());
        ReportAll(BackupFile.Lines(backups.Files, now).Append($"Backups: {backups.Summary(now)}"));
    }

    /// <summary>Makes the data what it was in a backup.</summary>
    /// <exception cref="DeploymentException">It cannot be restored.</exception>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var gate = await GateAsync(cancellationToken);
        await new DataRestore(connection.Directory, connection.Lock, Backups(gate), gate, report)
            .RunAsync(options.Backup!, ServerConnection.Owner, options.SkipBackup, TimeSpan.FromSeconds(options.Timeouts.Endpoints), cancellationToken);
    }

    /// <summary>Looks at the site from outside.</summary>
    /// <exception cref="DeploymentException">A check failed.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var client = new SiteClient(TimeSpan.FromSeconds(options.Timeouts.Probe));
        FindingText.Report(await new SiteProbe(options.Site!, client, time).RunAsync(cancellationToken), report);
    }

    /// <summary>Examines this machine and the server.</summary>
    /// <exception cref="DeploymentException">A check failed.</exception>
    public async Task ExamineAsync(CancellationToken cancellationToken) => FindingText.Report(await new Doctor(options, time).RunAsync(cancellationToken), report);

    /// <summary>Shows what services have logged.</summary>
    public Task ShowLogsAsync(CancellationToken cancellationToken) => new ServiceLogs(connection.Directory, options, report).ShowAsync(cancellationToken);

    /// <summary>Restarts a service, or all in the order of a recovery.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await connection.Journal.AuditAsync($"restarts {options.Restart ?? "all services"}", cancellationToken);
        await new ServiceRestart(connection.Directory, options, report).RunAsync(cancellationToken);
    }

    /// <summary>Exchanges a secret.</summary>
    /// <exception cref="DeploymentException">It could not be exchanged, and is as it was.</exception>
    public Task RotateSecretAsync(CancellationToken cancellationToken) => new SecretRotation(connection, options, report).RunAsync(cancellationToken);

    /// <summary>Changes how many containers serve a service.</summary>
    /// <exception cref="DeploymentException">As many as before serve.</exception>
    public Task ScaleAsync(CancellationToken cancellationToken) => new ServiceScale(connection, options, report).RunAsync(cancellationToken);

    /// <summary>Mends networks that are missing or wrong, and attaches the containers that are not on theirs.</summary>
    /// <exception cref="DeploymentException">It would interrupt the site, or it did not help.</exception>
    public Task RepairNetworkAsync(CancellationToken cancellationToken) => new NetworkRepair(connection, options, report).RunAsync(cancellationToken);

    /// <summary>Tries the channels.</summary>
    /// <exception cref="DeploymentException">There is none, or one does not accept the notice.</exception>
    public async Task TestNotificationAsync(CancellationToken cancellationToken)
    {
        if (!notifier.HasChannels)
        {
            throw new DeploymentException($"No channel is configured. Set {DeployOptions.Section}:{nameof(options.NotificationsDirectory)} to a directory with a file for each: {ChannelReader.WebhookUrl}, {ChannelReader.SlackUrl}, {ChannelReader.PagerDutyKey}.");
        }

        if (await notifier.SendAsync(new(NoticeKind.Test, options.Environment, "This is a test of the notifications; nothing happened", ServerConnection.Owner, time.GetUtcNow()), cancellationToken) is { Count: > 0 } failed)
        {
            throw new DeploymentException($"These channels did not accept the test: {string.Join(", ", failed)}.");
        }
    }

    private DataBackups Backups(IReadOnlyList<string> gate) => new(connection.Directory, gate, options.Backups, report, time);

    /// <exception cref="DeploymentException">Nothing is deployed.</exception>
    private async Task<IReadOnlyList<string>> GateAsync(CancellationToken cancellationToken)
    {
        var state = await connection.Directory.ReadStateAsync(cancellationToken);
        return state.CurrentRelease is null
            ? throw new DeploymentException("Nothing is deployed here, so there is no data to back up or to restore. Deploy first: dotnet aspire deploy")
            : BackupScripts.Gate(state.ComposeFiles["docker-compose.production.yml"], new(state.Env));
    }

    private void ReportAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            report(line);
        }
    }
}
