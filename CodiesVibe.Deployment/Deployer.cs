using System.Diagnostics;
using System.Globalization;
using System.Text;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.Secrets;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Deployment;

/// <summary>One deployment: its steps, each of which relies on those before it.</summary>
/// <param name="connection">The server.</param>
/// <param name="options">What to deploy, and where.</param>
/// <param name="published">The files of the model.</param>
/// <param name="sources">The repository, where the server builds the images.</param>
/// <param name="notifier">Tells people how it ends.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class Deployer(
    ServerConnection connection, DeployOptions options, IReadOnlyList<GeneratedFile> published, SourceTree sources, Notifier notifier, Action<string> report, TimeProvider time)
{
    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _seconds = [];
    private ServerState _state = new();
    private Plan? _plan;
    private Release? _release;
    private IReadOnlyList<GeneratedFile> _files = [];
    private Traffic? _before;
    private GivenSecrets? _secrets;
    private bool _isConfirmed;

    /// <summary>The settings of the release.</summary>
    private EnvFile Env => new(Encoding.UTF8.GetString(_files.Single(file => file.Path == $".env.{options.Environment}").Content.Span));

    private string SecretsPath => Env["CODIESVIBE_SECRETS"]!;

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

        if (options.PromotedImages is { } promoted)
        {
            foreach (var service in options.Services)
            {
                _images[service] = promoted[service];
                report($"{promoted[service]} is promoted");
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

    /// <summary>Compares the release with the server, and reports what would change.</summary>
    /// <exception cref="DeploymentException">It cannot be deployed as it is.</exception>
    public async Task MakePlanAsync(CancellationToken cancellationToken)
    {
        _state = await connection.Directory.ReadStateAsync(cancellationToken);
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
            await Secrets.RequireSameAsync(connection.Directory, SecretsPath, cancellationToken);
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
            By = ServerConnection.Owner,
            At = time.GetUtcNow(),
            Images = _images,
            Replaces = _state.Current,
            Files = ReleaseFiles.Hashes(published),
        };
        if (_state.CurrentRelease is null && Secrets.Names.Count > 0)
        {
            await Secrets.PlaceAsync(connection.Directory, SecretsPath, cancellationToken);
        }

        using var archive = ReleaseFiles.Archive(release, Plan, options, _files);
        await connection.Directory.RequireAsync(
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
        await connection.Directory.RequireAsync(
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
            await new ServerBuild(connection.Server, sources, options, report).RunAsync(cancellationToken);
        }

        await new ImagePull(connection.Server, options.Account, time, report).RunAsync([.. _images.Values.Concat(Planner.ForeignImages(_files)).Distinct()], cancellationToken);
    }

    /// <summary>
    /// Backs up the data before a release that may change its schema. Which one an image wants is not known before it starts, so each other image of the backend counts.
    /// </summary>
    /// <exception cref="DeploymentException">The data cannot be backed up. What serves is untouched.</exception>
    public async Task BackUpDataAsync(CancellationToken cancellationToken)
    {
        if (!Plan.IsEmpty && !options.SkipBackup && _state.CurrentRelease is { } current && current.Images["backend"] != _images["backend"])
        {
            var gate = BackupScripts.Gate(_state.ComposeFiles["docker-compose.production.yml"], new(_state.Env));
            await new DataBackups(connection.Directory, gate, options.Backups, report, time).CreateAsync(cancellationToken);
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
            await connection.Activator.StartAsync(Release.Name, isRollback: false, cancellationToken);
        }
    }

    /// <summary>Ends the programs that hold a port; only those that the plan has named.</summary>
    private async Task FreePortsAsync(CancellationToken cancellationToken)
    {
        foreach (var process in Plan.Conflicts.Select(conflict => conflict.Holder).DistinctBy(holder => holder.Process))
        {
            report($"Ending '{process.Program}' (process {process.Process})");
            await connection.Server.RequireAsync(
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
        await new Verification(connection.Directory, options).RunAsync(serving, Plan, cancellationToken);
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
        await connection.Activator.ConfirmAsync(cancellationToken);
        _isConfirmed = true;
        await connection.Journal.RecordAsync(Release with { Outcome = new("confirmed", _seconds, _before, after) }, cancellationToken);
        if (_before is { } before && after is { } now)
        {
            report($"Traffic before: {before.Summary}. After: {now.Summary}.");
        }

        report($"Release {Release.Name} serves.");
        await NotifyAsync(NoticeKind.Succeeded, $"Release {Release.Name} serves ({string.Join(" and ", Release.Services)}, {Release.Strategy})", cancellationToken);
    }

    /// <summary>Has the server back up the data by itself, or no longer. Where it cannot, it says why, and the release serves nevertheless.</summary>
    public async Task ScheduleBackupsAsync(CancellationToken cancellationToken)
    {
        var production = Encoding.UTF8.GetString(_files.Single(file => file.Path == "docker-compose.production.yml").Content.Span);
        var set = await connection.Directory.RunAsync(BackupScripts.Schedule(options.Backups, BackupScripts.Gate(production, Env)), cancellationToken);
        if (set.ExitCode != 0)
        {
            report($"The data is not backed up on a schedule: {set.Errors.Trim()} Mend that (Debian: apt-get install cron) and deploy again, or make backups yourself: '-- --Deploy:Backups:At=off'.");
        }
    }

    /// <summary>After a failure: has the server return to what served before, and records why.</summary>
    public async Task UndoAsync(string reason, CancellationToken cancellationToken)
    {
        if (_release is null || _isConfirmed)
        {
            return;
        }

        if (connection.Activator.IsPending)
        {
            ReportAll(reason.Split('\n'));
            report("The server returns to what served before");
            await connection.Activator.RefuseAsync(cancellationToken);
        }

        await connection.Journal.RecordAsync(_release with { Outcome = new(reason, _seconds, _before, null) }, cancellationToken);
        report(_state.Current is { } current
            ? $"Release {current} serves."
            : "This was the first deployment, so there is no earlier release to return to. The server is clean; secrets and data stay.");
    }

    /// <summary>Returns to an earlier release.</summary>
    /// <exception cref="DeploymentException">There is none, or it does not come into service.</exception>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        _state = await connection.Directory.ReadStateAsync(cancellationToken);
        var target = RollbackTarget.Find(_state, options.To);
        report($"Returning from {_state.Current} to {target.Name}");
        var to = options with { Version = target.Version };
        _plan = Planner.Make(ReleaseFiles.Of(published, to, _state.Env, target.Images), target.Images, to, _state);
        await connection.Activator.StartAsync(target.Name, isRollback: true, cancellationToken);
        try
        {
            await new Verification(connection.Directory, options).RunAsync(target, _plan, cancellationToken);
        }
        catch (DeploymentException)
        {
            await connection.Activator.RefuseAsync(cancellationToken);
            throw;
        }

        await connection.Activator.ConfirmAsync(cancellationToken);
        await connection.Journal.AuditAsync($"rolled back from {_state.Current} to {target.Name}", cancellationToken);
        report($"Release {target.Name} serves.");
        await NotifyAsync(NoticeKind.Succeeded, $"Rolled back from {_state.Current} to {target.Name}, which serves", cancellationToken);
    }

    /// <summary>Tells people that a deployment or a rollback failed.</summary>
    /// <param name="step">What was to be done.</param>
    /// <param name="reason">Why it was not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task NotifyFailureAsync(string step, string reason, CancellationToken cancellationToken) =>
        NotifyAsync(NoticeKind.Failed, $"The {step}{(options.Version.Length > 0 && step == "deployment" ? $" of {options.Version}" : "")} failed: {Notice.FirstLine(reason)}", cancellationToken);

    private async Task<Traffic?> TrafficAsync(CancellationToken cancellationToken) => TrafficLog.Summarize((await connection.Directory.RunAsync(
        $"""
        {DeploymentDirectory.Container}
        docker logs --tail 200 "$(container nginx)"
        """,
        cancellationToken)).Output);

    private Task<IReadOnlyList<string>> NotifyAsync(NoticeKind kind, string text, CancellationToken cancellationToken) =>
        notifier.SendAsync(new(kind, options.Environment, text, ServerConnection.Owner, time.GetUtcNow()), cancellationToken);

    private void ReportAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            report(line);
        }
    }
}
