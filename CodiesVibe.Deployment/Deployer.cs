using System.Diagnostics;
using System.Globalization;
using System.Text;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Diagnosis;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.Secrets;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Deployment;

/// <summary>One deployment: its steps, each of which relies on those before it.</summary>
/// <param name="options">What to deploy, and where.</param>
/// <param name="published">The files of the model.</param>
/// <param name="sources">The repository, where the server builds the images.</param>
/// <param name="notifier">Tells people how it ends.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class Deployer(DeployOptions options, IReadOnlyList<GeneratedFile> published, SourceTree sources, Notifier notifier, Action<string> report, TimeProvider time) : IAsyncDisposable
{
    private static readonly string s_owner = $"{Environment.UserName}@{Environment.MachineName}";

    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _seconds = [];
    private SshServer? _server;
    private DeploymentLock? _lock;
    private Activator? _activator;
    private ServerState _state = new();
    private Plan? _plan;
    private Release? _release;
    private IReadOnlyList<GeneratedFile> _files = [];
    private Traffic? _before;
    private GivenSecrets? _secrets;

    private SshServer Server => _server ?? throw new InvalidOperationException("No step has connected to the server.");

    private DeploymentDirectory Directory => new(Server, options.Directory);

    /// <summary>The settings of the release.</summary>
    private EnvFile Env => new(Encoding.UTF8.GetString(_files.Single(file => file.Path == $".env.{options.Environment}").Content.Span));

    private string SecretsPath => Env["CODIESVIBE_SECRETS"]!;

    private ReleaseJournal Journal => new(Directory, s_owner, time);

    private DataBackups Backups => new(Directory, _state, report, time);

    private GivenSecrets Secrets => _secrets ??= GivenSecrets.Read(options, published);

    private Plan Plan => _plan ?? throw new InvalidOperationException("No step has made a plan.");

    private Release Release => _release ?? throw new InvalidOperationException("No step has staged a release.");

    /// <summary>Runs a step, and notes its time.</summary>
    public async Task TimedAsync(string step, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await run(cancellationToken);
        _seconds[step] = Math.Round(watch.Elapsed.TotalSeconds, 2);
    }

    /// <summary>Asks the registry for the digest of each image, unless the server builds them.</summary>
    /// <exception cref="DeploymentException">An image is not there, or cannot be built.</exception>
    public async Task ValidateAsync(CancellationToken cancellationToken)
    {
        if (Secrets.Names.Count > 0)
        {
            report($"Secrets that are given: {string.Join(", ", Secrets.Names)}");
        }

        if (options.BuildOnServer)
        {
            ServerBuild.RequireCommit(sources, options);
            foreach (var service in options.Services)
            {
                _images[service] = options.ImageOf(service);
            }

            return;
        }

        using var client = new HttpClient();
        var account = await RegistryLogin.ReadAsync(options.Account, cancellationToken);
        var registry = new RegistryClient(client, account: account);
        foreach (var service in options.Services)
        {
            var image = options.ImageOf(service);
            try
            {
                _images[service] = $"{image}@{await registry.GetDigestAsync(image, cancellationToken)}";
            }
            catch (PublishingException fault)
            {
                throw new DeploymentException($"The image '{image}' cannot be deployed. {fault.Message}\nIf it is not there yet: dotnet aspire do push-images"
                    + (account is null ? "\nIf the registry asks for an account: set Deploy:RegistryUser and Deploy:RegistryTokenFile" : ""));
            }

            report($"{image} is in the registry");
        }
    }

    /// <summary>Connects to the server and looks for what a deployment needs there.</summary>
    /// <exception cref="DeploymentException">It cannot be reached, or lacks something: what to do.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _server = await SshServer.ConnectAsync(options, cancellationToken);
        await _server.RequireAsync(
            $"The server {options.Host} cannot run the deployment.",
            """
            docker version > /dev/null || { echo 'The Docker engine does not answer. Start it, or add the user to the group docker.'; exit 1; }
            docker compose version > /dev/null 2>&1 || docker-compose version > /dev/null 2>&1 || { echo 'Neither docker compose nor docker-compose is installed.'; exit 1; }
            for tool in flock setsid timeout awk sha256sum tar; do
                command -v $tool > /dev/null || { echo "$tool is not installed."; exit 1; }
            done
            """,
            cancellationToken);
        report($"Connected to {options.Host}");
    }

    /// <summary>Takes the lock, and ends an activation that was interrupted.</summary>
    /// <exception cref="DeploymentException">Somebody else deploys: who, what, and since when.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        _lock = await DeploymentLock.TakeAsync(Directory, s_owner, options.Version, time, cancellationToken);
        _activator = new(Directory, _lock, report);
        var interrupted = (await Directory.RequireAsync("The directory cannot be read.", "cat activating 2> /dev/null || true", cancellationToken)).Trim();
        if (interrupted.Length > 0)
        {
            report($"Release {interrupted} was interrupted while it was put into service. Ending that first");
            await Directory.RequireAsync(
                $"Release {interrupted} could not be undone.",
                $"sh releases/{interrupted}/release.sh recover || {{ tail -n 20 releases/{interrupted}/log; exit 1; }}", cancellationToken);
        }
    }

    /// <summary>Compares the release with the server, and reports what would change.</summary>
    /// <exception cref="DeploymentException">It cannot be deployed as it is.</exception>
    public async Task MakePlanAsync(CancellationToken cancellationToken)
    {
        _state = await Directory.ReadStateAsync(cancellationToken);
        foreach (var service in ApplicationServices.All.Except(options.Services))
        {
            _images[service] = _state.CurrentRelease?.Images.GetValueOrDefault(service)
                ?? throw new DeploymentException($"The server has no {service} yet, so the first deployment needs both services. Set Deploy:Service=both.");
        }

        _files = ReleaseFiles.Of(published, options, _state.Env, _images);
        if (_state.CurrentRelease is not null)
        {
            KeptSettings.Require(new(_state.Env), Env);
        }

        if (_state.CurrentRelease is not null && Secrets.Names.Count > 0)
        {
            await Secrets.RequireSameAsync(Directory, SecretsPath, cancellationToken);
        }

        _plan = Planner.Make(_files, _images, options, _state);
        ReportAll(PlanText.Lines(_plan));
    }

    /// <summary>Refuses interruptions that nobody allowed, and ports that cannot be had.</summary>
    /// <exception cref="DeploymentException">Names them.</exception>
    public void RequirePermission()
    {
        var interruptions = Plan.Changes.Where(change => change.Interruption is not null).Select(change => change.Subject).ToList();
        if (interruptions.Count > 0 && !options.AllowInterruption)
        {
            throw new DeploymentException($"The plan interrupts the site ({string.Join(", ", interruptions)}). If that is acceptable, deploy with '-- --Deploy:AllowInterruption=true'.");
        }

        var held = Plan.Conflicts.Where(conflict => !options.FreePorts || !conflict.CanBeFreed).ToList();
        if (held.Count > 0)
        {
            throw new DeploymentException(
                $"The deployment needs ports that are taken:\n{string.Join('\n', held.Select(conflict => $"  {conflict.Description}"))}\n"
                + (held.Any(conflict => conflict.CanBeFreed) ? "Stop the programs, or deploy with '-- --Deploy:FreePorts=true', which ends them." : "Stop what holds them, and deploy again."));
        }
    }

    /// <summary>Uploads the release to a directory of its own. Nothing that serves is touched.</summary>
    public async Task StageAsync(CancellationToken cancellationToken)
    {
        if (Plan.IsEmpty)
        {
            return;
        }

        var release = new Release
        {
            Number = _state.Releases.Select(entry => entry.Release.Number).DefaultIfEmpty().Max() + 1,
            Version = options.Version,
            Services = options.Services,
            Strategy = DeployOptionsReader.Name(options.Strategy),
            By = s_owner,
            At = time.GetUtcNow(),
            Images = _images,
            Replaces = _state.Current,
            Files = ReleaseFiles.Hashes(published),
        };
        if (_state.CurrentRelease is null && Secrets.Names.Count > 0)
        {
            await Secrets.PlaceAsync(Directory, SecretsPath, cancellationToken);
        }

        using var archive = ReleaseFiles.Archive(release, Plan, options, _files);
        await Directory.RequireAsync(
            "The release could not be uploaded. Nothing that serves was changed.",
            $"""
            umask 077
            mkdir -p releases backups
            rm -rf releases/.staging
            mkdir releases/.staging
            tar -x -p -f - -C releases/.staging
            sync
            mv releases/.staging releases/{release.Name}
            """,
            cancellationToken, archive);
        _release = release;
        report($"Release {release.Name} is on the server: {_files.Count} files, {archive.Length / 1024} KiB");
    }

    /// <summary>Keeps the configuration that runs now as one compose file with digests, which holds no secret (R145).</summary>
    public async Task BackUpAsync(CancellationToken cancellationToken)
    {
        if (Plan.IsEmpty || _state.CurrentRelease is null)
        {
            return;
        }

        var name = $"backups/backup-compose-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.yml";
        using var backup = new MemoryStream(Encoding.UTF8.GetBytes(ConfigurationBackup.Of(_state)));
        await Directory.RequireAsync(
            "The backup of the configuration failed. Nothing that serves was changed.",
            $"""
            umask 077
            cat > {name}.new
            mv {name}.new {name}
            ls -1 backups/backup-compose-*.yml | sort -r | tail -n +21 | while IFS= read -r old; do rm -f "$old"; done
            """,
            cancellationToken, backup);
        report($"Saved {name}");
    }

    /// <summary>Gets every image that the server lacks.</summary>
    /// <exception cref="DeploymentException">One cannot be had. What serves is untouched.</exception>
    public async Task PullAsync(CancellationToken cancellationToken)
    {
        if (Plan.IsEmpty)
        {
            return;
        }

        if (options.BuildOnServer)
        {
            await new ServerBuild(Server, sources, options, report).RunAsync(cancellationToken);
        }

        await new ImagePull(Server, options.Account, time, report).RunAsync([.. _images.Values.Concat(Planner.ForeignImages(_files)).Distinct()], cancellationToken);
    }

    /// <summary>
    /// Backs up the data before a release that may change its schema. Which one an image wants is not known before it starts, so each other image of the backend counts.
    /// </summary>
    /// <exception cref="DeploymentException">The data cannot be backed up. What serves is untouched.</exception>
    public async Task BackUpDataAsync(CancellationToken cancellationToken)
    {
        if (!Plan.IsEmpty && !options.SkipBackup && _state.CurrentRelease is { } current && current.Images["backend"] != _images["backend"])
        {
            await Backups.CreateAsync(cancellationToken);
        }
    }

    /// <summary>Puts the release into service; the server does so without this process.</summary>
    /// <exception cref="DeploymentException">It failed, and the server has returned to what served before.</exception>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        if (!Plan.IsEmpty)
        {
            await FreePortsAsync(cancellationToken);
            _before = await TrafficAsync(cancellationToken);
            await _activator!.StartAsync(Release.Name, isRollback: false, cancellationToken);
        }
    }

    /// <summary>Ends the programs that hold a port; only those that the plan has named.</summary>
    private async Task FreePortsAsync(CancellationToken cancellationToken)
    {
        foreach (var process in Plan.Conflicts.Select(conflict => conflict.Holder).DistinctBy(holder => holder.Process))
        {
            report($"Ending '{process.Program}' (process {process.Process})");
            await Server.RequireAsync(
                $"'{process.Program}' (process {process.Process}) does not end. Stop it yourself, for example with 'systemctl stop', and deploy again. What serves is untouched.",
                string.Create(CultureInfo.InvariantCulture, $"kill {process.Process} && timeout 10 sh -c 'while kill -0 {process.Process} 2> /dev/null; do sleep 0.1; done'"),
                cancellationToken);
        }
    }

    /// <summary>Checks what serves now.</summary>
    /// <exception cref="DeploymentException">Something is not as it should be.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var serving = _release ?? _state.CurrentRelease!;
        await new Verification(Directory, options).RunAsync(serving, Plan, cancellationToken);
        report($"Containers, endpoints, database and version {serving.Version} are as they should be");
    }

    /// <summary>Confirms the release and records it.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (Plan.IsEmpty)
        {
            report($"Release {_state.Current} serves already.");
            return;
        }

        var after = await TrafficAsync(cancellationToken);
        await _activator!.ConfirmAsync(cancellationToken);
        await Journal.RecordAsync(Release with { Outcome = new("confirmed", _seconds, _before, after) }, cancellationToken);
        if (_before is { } before && after is { } now)
        {
            report($"Traffic before: {before.Summary}. After: {now.Summary}.");
        }

        report($"Release {Release.Name} serves.");
        await NotifyAsync(NoticeKind.Succeeded, $"Release {Release.Name} serves ({string.Join(" and ", Release.Services)}, {Release.Strategy})", cancellationToken);
    }

    /// <summary>After a failure: has the server return to what served before, and records why.</summary>
    public async Task UndoAsync(string reason, CancellationToken cancellationToken)
    {
        if (_release is null)
        {
            return;
        }

        if (_activator!.IsPending)
        {
            ReportAll(reason.Split('\n'));
            report("The server returns to what served before");
            await _activator.RefuseAsync(cancellationToken);
        }

        await Journal.RecordAsync(_release with { Outcome = new(reason, _seconds, _before, null) }, cancellationToken);
        report(_state.Current is { } current
            ? $"Release {current} serves."
            : "This was the first deployment, so there is no earlier release to return to. The server is clean; secrets and data stay.");
    }

    /// <summary>Returns to an earlier release.</summary>
    /// <exception cref="DeploymentException">There is none, or it does not come into service.</exception>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        _state = await Directory.ReadStateAsync(cancellationToken);
        var target = RollbackTarget.Find(_state, options.To);
        report($"Returning from {_state.Current} to {target.Name}");
        var to = options with { Version = target.Version };
        _plan = Planner.Make(ReleaseFiles.Of(published, to, _state.Env, target.Images), target.Images, to, _state);
        await _activator!.StartAsync(target.Name, isRollback: true, cancellationToken);
        try
        {
            await new Verification(Directory, options).RunAsync(target, _plan, cancellationToken);
        }
        catch (DeploymentException)
        {
            await _activator.RefuseAsync(cancellationToken);
            throw;
        }

        await _activator.ConfirmAsync(cancellationToken);
        await Journal.AuditAsync($"rolled back from {_state.Current} to {target.Name}", cancellationToken);
        report($"Release {target.Name} serves.");
        await NotifyAsync(NoticeKind.Succeeded, $"Rolled back from {_state.Current} to {target.Name}, which serves", cancellationToken);
    }

    /// <summary>Tells people that a deployment or a rollback failed.</summary>
    /// <param name="step">What was to be done.</param>
    /// <param name="reason">Why it was not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task NotifyFailureAsync(string step, string reason, CancellationToken cancellationToken) =>
        NotifyAsync(NoticeKind.Failed, $"The {step}{(options.Version.Length > 0 && step == "deployment" ? $" of {options.Version}" : "")} failed: {Notice.FirstLine(reason)}", cancellationToken);

    /// <summary>Tries the channels.</summary>
    /// <exception cref="DeploymentException">There is none, or one does not accept the notice.</exception>
    public async Task TestNotificationAsync(CancellationToken cancellationToken)
    {
        if (!notifier.HasChannels)
        {
            throw new DeploymentException($"No channel is configured. Set {DeployOptions.Section}:{nameof(options.NotificationsDirectory)} to a directory with a file for each: {ChannelReader.WebhookUrl}, {ChannelReader.SlackUrl}, {ChannelReader.PagerDutyKey}.");
        }

        if (await NotifyAsync(NoticeKind.Test, "This is a test of the notifications; nothing happened", cancellationToken) is { Count: > 0 } failed)
        {
            throw new DeploymentException($"These channels did not accept the test: {string.Join(", ", failed)}.");
        }
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
    public Task ShowLogsAsync(CancellationToken cancellationToken) => new ServiceLogs(Directory, options, report).ShowAsync(cancellationToken);

    /// <summary>Restarts a service, or all in the order of a recovery.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await Journal.AuditAsync($"restarts {options.Restart ?? "all services"}", cancellationToken);
        await new ServiceRestart(Directory, options, report).RunAsync(cancellationToken);
    }

    /// <summary>Backs up the data.</summary>
    /// <exception cref="DeploymentException">It cannot be backed up.</exception>
    public async Task CreateBackupAsync(CancellationToken cancellationToken)
    {
        await ReadDeployedAsync(cancellationToken);
        await Backups.CreateAsync(cancellationToken);
    }

    /// <summary>Makes the data what it was in a backup.</summary>
    /// <exception cref="DeploymentException">It cannot be restored.</exception>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await ReadDeployedAsync(cancellationToken);
        await Backups.RestoreAsync(options.Backup!, options.SkipBackup, TimeSpan.FromSeconds(options.Timeouts.Endpoints), cancellationToken);
        await Journal.AuditAsync($"restored {options.Backup}", cancellationToken);
    }

    /// <summary>Shows all backups of the data, the newest first.</summary>
    public async Task ShowBackupsAsync(CancellationToken cancellationToken)
    {
        await ReadDeployedAsync(cancellationToken);
        ReportAll(BackupFile.Lines(await Backups.ListAsync(cancellationToken)));
    }

    /// <summary>Shows what serves.</summary>
    public async Task ShowStatusAsync(CancellationToken cancellationToken) => ReportAll(StatusText.Status(await Directory.ReadStateAsync(cancellationToken), time.GetUtcNow()));

    /// <summary>Shows all releases, the newest first.</summary>
    public async Task ShowHistoryAsync(CancellationToken cancellationToken) => ReportAll(StatusText.History(await Directory.ReadStateAsync(cancellationToken)));

    /// <summary>Frees a lock whose owner is out of reach.</summary>
    public async Task UnlockAsync(CancellationToken cancellationToken) =>
        report((await Directory.RequireAsync("The lock could not be freed.", DeploymentLock.Unlock, cancellationToken)).Trim());

    /// <summary>Takes containers and networks down; volumes, secrets, releases and backups stay.</summary>
    public async Task TakeDownAsync(CancellationToken cancellationToken)
    {
        await Directory.RequireAsync(
            "The deployment could not be taken down.",
            $"""
            {DeploymentDirectory.Compose}
            for file in staging production infra; do compose -f docker-compose.$file.yml down >&2; done
            rm -f current
            """,
            cancellationToken);
        await Journal.AuditAsync("taken down", cancellationToken);
        report("Containers and networks are gone. Volumes, secrets, releases and backups are still there.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <exception cref="DeploymentException">Nothing is deployed.</exception>
    private async Task ReadDeployedAsync(CancellationToken cancellationToken)
    {
        _state = await Directory.ReadStateAsync(cancellationToken);
        if (_state.CurrentRelease is null)
        {
            throw new DeploymentException("Nothing is deployed here, so there is no data to back up or to restore. Deploy first: dotnet aspire deploy");
        }
    }

    private async Task<Traffic?> TrafficAsync(CancellationToken cancellationToken) => TrafficLog.Summarize((await Directory.RunAsync(
        $"""
        {DeploymentDirectory.Container}
        docker logs --tail 200 "$(container nginx)"
        """,
        cancellationToken)).Output);

    private Task<IReadOnlyList<string>> NotifyAsync(NoticeKind kind, string text, CancellationToken cancellationToken) =>
        notifier.SendAsync(new(kind, options.Environment, text, s_owner, time.GetUtcNow()), cancellationToken);

    private void ReportAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            report(line);
        }
    }
}
