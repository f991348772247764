using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Deployment;

/// <summary>One deployment: its steps in their order, and what they know of each other.</summary>
/// <param name="options">What to deploy, and where.</param>
/// <param name="published">The files of the model.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class Deployer(DeployOptions options, IReadOnlyList<GeneratedFile> published, Action<string> report, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private static readonly string[] s_services = ["frontend", "backend"];
    private static readonly string[] s_files = ["docker-compose.infra.yml", "docker-compose.production.yml"];

    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _seconds = [];
    private SshServer? _server;
    private ServerState? _state;
    private DeploymentLock? _lock;
    private Plan? _plan;
    private Release? _release;
    private IReadOnlyList<GeneratedFile> _files = [];
    private Traffic? _before;
    private bool _isActivating;

    /// <summary>What the plan found.</summary>
    public Plan Plan => _plan!;

    /// <summary>What the server had when it was last looked at.</summary>
    public ServerState State => _state!;

    /// <summary>The release; null before it is staged.</summary>
    public Release? Release => _release;

    private SshServer Server => _server ?? throw new InvalidOperationException("The step 'connect' comes first.");

    private string Cd => $"cd {ShellText.QuotePath(options.Directory)}\n";

    /// <summary>Runs a step, and notes its time.</summary>
    public async Task TimedAsync(string step, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await run(cancellationToken);
        _seconds[step] = Math.Round(watch.Elapsed.TotalSeconds, 2);
    }

    /// <summary>Asks the registry for the digest of each image.</summary>
    /// <exception cref="DeploymentException">An image is not there.</exception>
    public async Task ValidateAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        var account = options.Account is { } given ? new NetworkCredential(given.User, (await File.ReadAllTextAsync(given.TokenFile, cancellationToken)).Trim()) : null;
        foreach (var service in options.Services)
        {
            var image = $"{(service == "backend" ? options.BackendImage : options.FrontendImage)}:{options.Version}";
            try
            {
                _images[service] = $"{image}@{await new RegistryClient(client, account: account).GetDigestAsync(image, cancellationToken)}";
            }
            catch (PublishingException fault)
            {
                throw new DeploymentException($"The image '{image}' cannot be deployed. {fault.Message}\nBuild and push it: dotnet aspire do push-images");
            }

            report($"{image} is in the registry");
        }
    }

    /// <summary>Connects to the server.</summary>
    /// <exception cref="DeploymentException">Why not.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _server = await SshServer.ConnectAsync(options, cancellationToken);
        await Server.RequireAsync(
            $"The server {options.Host} cannot run the deployment.",
            """
            docker info > /dev/null || { echo 'The Docker engine does not answer. Start it, or add the user to the group docker.'; exit 1; }
            docker compose version > /dev/null 2>&1 || docker-compose version > /dev/null 2>&1 || { echo 'Neither docker compose nor docker-compose is installed.'; exit 1; }
            for tool in flock setsid timeout awk sha256sum; do
                command -v $tool > /dev/null || { echo "$tool is not installed."; exit 1; }
            done
            """,
            cancellationToken);
        report($"Connected to {options.Host}");
    }

    /// <summary>Reads the state of the server.</summary>
    public async Task<ServerState> ReadStateAsync(CancellationToken cancellationToken) => _state = ServerState.Parse(await Server.RequireAsync(
        "The state of the server cannot be read.",
        $"[ ! -d {ShellText.QuotePath(options.Directory)} ] || {Cd}{ServerScripts.Inspect}", cancellationToken));

    /// <summary>Takes the lock, and ends an activation that was interrupted.</summary>
    /// <exception cref="DeploymentException">Somebody else deploys: who, what, and since when.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        _lock = await DeploymentLock.TakeAsync(Server, options, Owner, cancellationToken);
        var interrupted = await Server.RequireAsync("The lock cannot be read.", $"{Cd}cat activating 2> /dev/null || true", cancellationToken);
        if (interrupted.Trim() is { Length: > 0 } name)
        {
            report($"Release {name} was interrupted while it was put into service. Ending that first");
            await Server.RequireAsync($"Release {name} could not be undone. Its log: releases/{name}/log", $"{Cd}sh releases/{name}/release.sh recover || {{ tail -n 20 releases/{name}/log; exit 1; }}", cancellationToken);
        }
    }

    /// <summary>Compares the release with the server.</summary>
    /// <exception cref="DeploymentException">It cannot be deployed as it is.</exception>
    public async Task MakePlanAsync(CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken);
        foreach (var service in s_services.Except(options.Services))
        {
            _images[service] = state.CurrentRelease?.Images.GetValueOrDefault(service)
                ?? throw new DeploymentException($"The first deployment needs both services, and the server has no {service} yet. Deploy with Deploy:Service=both.");
        }

        _files = ReleaseFiles.Of(published, options, state.Env, _images);
        _plan = Planner.Make(_files, _images, options, state);
        ReportAll(PlanText.Lines(_plan));
    }

    /// <summary>Refuses interruptions that nobody allowed.</summary>
    /// <exception cref="DeploymentException">Names them.</exception>
    public void RequirePermission()
    {
        var interruptions = Plan.Changes.Where(change => change.Interruption is not null).Select(change => change.Subject).ToList();
        if (interruptions.Count > 0 && !options.AllowInterruption && options.Strategy != Strategy.Recreate)
        {
            throw new DeploymentException($"The plan interrupts the site ({string.Join(", ", interruptions)}). Deploy with '-- --Deploy:AllowInterruption=true' when that is acceptable.");
        }
    }

    /// <summary>Uploads the release to a directory of its own. Nothing that serves is touched.</summary>
    public async Task StageAsync(CancellationToken cancellationToken)
    {
        _release = new()
        {
            Number = State.Releases.Select(entry => entry.Release.Number).DefaultIfEmpty().Max() + 1,
            Version = options.Version,
            Services = options.Services,
            Strategy = DeployOptionsReader.Name(options.Strategy),
            By = Owner,
            At = time.GetUtcNow(),
            Images = _images,
            Files = ReleaseFiles.Hashes(published),
        };
        using var archive = ReleaseFiles.Archive(_release, Plan, options, _files);
        await Server.RequireAsync(
            "The release could not be uploaded. Nothing that serves was changed.",
            $"""
            {Cd}umask 077
            mkdir -p releases backups
            chmod 0700 releases backups
            rm -rf releases/.staging
            mkdir releases/.staging
            tar -x -p -f - -C releases/.staging
            sync
            mv releases/.staging {ShellText.Quote($"releases/{_release.Name}")}
            """,
            cancellationToken, archive);
        report($"Release {_release.Name} is on the server: {_files.Count} files, {archive.Length / 1024} KiB");
    }

    /// <summary>Keeps what runs now as one compose file with digests, which holds no secret (R145).</summary>
    public async Task BackupAsync(CancellationToken cancellationToken)
    {
        if (State.CurrentRelease is not { } current)
        {
            report("There is nothing to back up yet");
            return;
        }

        var name = $"backups/backup-compose-{time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.yml";
        await Server.RequireAsync(
            "The backup of the configuration failed. Nothing that serves was changed.",
            $$"""
            {{Cd}}umask 077
            if docker compose version > /dev/null 2>&1; then compose() { docker compose "$@"; } else compose() { docker-compose "$@"; }; fi
            compose -f docker-compose.production.yml -f docker-compose.staging.yml config --no-interpolate > backups/.new
            sed -e 's|\${BACKEND_IMAGE[^}]*}|{{current.Images["backend"]}}|' -e 's|\${FRONTEND_IMAGE[^}]*}|{{current.Images["frontend"]}}|' backups/.new > backups/.new.digests
            rm backups/.new
            mv backups/.new.digests {{name}}
            ls -1 backups/backup-compose-*.yml | sort -r | tail -n +21 | while IFS= read -r old; do rm -f "$old"; done
            """,
            cancellationToken);
        report($"Saved {name}");
    }

    /// <summary>Gets every image that the server lacks.</summary>
    /// <exception cref="DeploymentException">One cannot be had. What serves is untouched.</exception>
    public async Task PullAsync(CancellationToken cancellationToken)
    {
        var images = _images.Values.Concat(ComposeImages()).Distinct().ToList();
        var missing = (await Server.RequireAsync("The images of the server cannot be listed.",
            string.Concat(images.Select(image => $"docker image inspect {ShellText.Quote(image)} > /dev/null 2>&1 || echo {ShellText.Quote(image)}\n")), cancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var image in missing)
        {
            report($"Pulling {image.Split('@')[0]}");
            await PullRetry.Create(time, report).ExecuteAsync(async token => await PullAsync(image, token), cancellationToken);
        }

        report(missing.Length == 0 ? "The server has every image" : $"Pulled {missing.Length} of {images.Count} images");
    }

    /// <summary>Puts the release into service on the server, where that goes on without this process.</summary>
    /// <exception cref="DeploymentException">It failed, and the server has returned to what served before.</exception>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        _before = await TrafficAsync(cancellationToken);
        _isActivating = true;
        await _lock!.ActivateAsync(_release!.Name, isRollback: false, cancellationToken);
        await FollowAsync(_release.Name, "switched", cancellationToken);
    }

    /// <summary>Checks what serves now.</summary>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        await new Verification(Server, options, ReadStateAsync).RunAsync(_release!, Plan, cancellationToken);
        report("Containers, endpoints, database and version are as they should be");
    }

    /// <summary>Confirms the release and records it.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var after = await TrafficAsync(cancellationToken);
        await GiveVerdictAsync("confirmed", cancellationToken);
        await FollowAsync(_release!.Name, "confirmed", cancellationToken);
        _isActivating = false;
        await RecordAsync(new("confirmed", _seconds, _before, after), cancellationToken);
        if (_before is { } before && after is { } now)
        {
            report($"Traffic before: {Describe(before)}; after: {Describe(now)}");
        }
    }

    /// <summary>After a failure: has the server return to what served before, and records why.</summary>
    public async Task UndoAsync(string reason, CancellationToken cancellationToken)
    {
        if (_release is null || _server is null)
        {
            return;
        }

        if (_isActivating)
        {
            await GiveVerdictAsync("refused", cancellationToken);
            await FollowAsync(_release.Name, "returned", cancellationToken);
        }

        await RecordAsync(new(reason, _seconds, _before, null), cancellationToken);
        report(State.CurrentRelease is { } current ? $"Release {current.Name} serves." : "This was the first deployment: there is no earlier release to return to. The server is clean; secrets and data stay.");
    }

    /// <summary>Returns to an earlier release.</summary>
    /// <exception cref="DeploymentException">There is none, or it does not come up.</exception>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken);
        var confirmed = state.Releases.Where(entry => entry.Phase == "confirmed").Select(entry => entry.Release).ToList();
        var target = options.To is { } number
            ? confirmed.FirstOrDefault(release => release.Number == number)
            : confirmed.LastOrDefault(release => release.Number < (state.CurrentRelease?.Number ?? 0));
        if (target is null)
        {
            throw new DeploymentException(options.To is { } wanted
                ? $"There is no confirmed release {wanted}. 'dotnet aspire do history' lists them."
                : "There is no earlier release to return to. 'dotnet aspire do history' lists them.");
        }

        report($"Returning from {state.Current} to {target.Name}");
        _release = target;
        _plan = Planner.Make(published, target.Images, options, state) with { Replaced = s_services };
        _isActivating = true;
        await _lock!.ActivateAsync(target.Name, isRollback: true, cancellationToken);
        await FollowAsync(target.Name, "switched", cancellationToken);
        await new Verification(Server, options, ReadStateAsync).RunAsync(target, _plan, cancellationToken);
        await GiveVerdictAsync("confirmed", cancellationToken);
        await FollowAsync(target.Name, "confirmed", cancellationToken);
        _isActivating = false;
        await AuditAsync($"rolled back to {target.Name}", cancellationToken);
    }

    /// <summary>Shows what serves.</summary>
    public async Task ShowStatusAsync(CancellationToken cancellationToken) => ReportAll(StatusText.Status(await ReadStateAsync(cancellationToken), time.GetUtcNow()));

    /// <summary>Shows all releases, the newest first.</summary>
    public async Task ShowHistoryAsync(CancellationToken cancellationToken) => ReportAll(StatusText.History(await ReadStateAsync(cancellationToken)));

    /// <summary>Frees a lock whose owner is gone.</summary>
    public async Task UnlockAsync(CancellationToken cancellationToken) =>
        report((await Server.RequireAsync("The lock could not be freed.", $"{Cd}{DeploymentLock.Unlock}", cancellationToken)).Trim());

    /// <summary>Takes containers and networks down; volumes, secrets and backups stay.</summary>
    public async Task DestroyAsync(CancellationToken cancellationToken)
    {
        await Server.RequireAsync(
            "The deployment could not be taken down.",
            $$"""
            {{Cd}}if docker compose version > /dev/null 2>&1; then compose() { docker compose "$@"; } else compose() { docker-compose "$@"; }; fi
            for file in staging production infra; do compose -f docker-compose.$file.yml down >&2; done
            rm -f current
            """,
            cancellationToken);
        await AuditAsync("taken down", cancellationToken);
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

    private void ReportAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            report(line);
        }
    }

    private static string Owner => $"{Environment.UserName}@{Environment.MachineName}";

    private static string Describe(Traffic traffic) => string.Create(CultureInfo.InvariantCulture,
        $"{traffic.Requests} requests, {traffic.Errors} errors, median {traffic.MedianMilliseconds:0} ms, p95 {traffic.P95Milliseconds:0} ms");

    private IEnumerable<string> ComposeImages() => s_files.SelectMany(file =>
    {
        var definitions = new ComposeDefinitions(Encoding.UTF8.GetString(_files.Single(candidate => candidate.Path == file).Content.Span), new(""));
        return definitions.Keys.Where(key => !definitions.IsOptional(key)).Select(definitions.ImageOf).OfType<string>().Where(image => !image.Contains('$', StringComparison.Ordinal));
    });

    /// <summary>With an account, in a docker configuration that lives as long as the pull; the token comes by standard input.</summary>
    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        if (options.Account is not { } account)
        {
            await Server.RequireAsync($"The image '{image}' cannot be pulled. What serves is untouched.", $"docker pull --quiet {ShellText.Quote(image)}", cancellationToken);
            return;
        }

        await using var token = File.OpenRead(account.TokenFile);
        await Server.RequireAsync(
            $"The image '{image}' cannot be pulled. What serves is untouched.",
            $"""
            configuration=$(mktemp -d)
            trap 'rm -rf "$configuration"' EXIT
            docker --config "$configuration" login --username {ShellText.Quote(account.User)} --password-stdin {ShellText.Quote(image.Split('/')[0])} > /dev/null
            docker --config "$configuration" pull --quiet {ShellText.Quote(image)}
            """,
            cancellationToken, token);
    }

    private Task<string> GiveVerdictAsync(string verdict, CancellationToken cancellationToken) => Server.RequireAsync(
        "The verdict could not be given.",
        $"{Cd}echo {verdict} > releases/{_release!.Name}/verdict.new && mv releases/{_release.Name}/verdict.new releases/{_release.Name}/verdict", cancellationToken);

    /// <summary>Reports the log of an activation until it has reached a phase.</summary>
    /// <exception cref="DeploymentException">It ended otherwise; the message holds the lines that say why.</exception>
    private async Task FollowAsync(string name, string phase, CancellationToken cancellationToken)
    {
        while (true)
        {
            var printed = await Server.RequireAsync(
                "The progress cannot be read.",
                $$"""
                {{Cd}}cd releases/{{ShellText.Quote(name)}}
                reached=$(cat phase 2> /dev/null || echo none)
                kill -0 "$(cat process 2> /dev/null || echo 0)" 2> /dev/null && alive=yes || alive=no
                tail -n +{{_reported + 1}} log 2> /dev/null || true
                echo "@@ $reached $alive"
                """,
                cancellationToken);
            var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines[..^1])
            {
                _reported++;
                report(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            }

            var (reached, isAlive) = lines[^1].Split(' ') is [_, var word, var alive] ? (word, alive == "yes") : ("none", false);
            if (reached == phase && (phase is "switched" || !isAlive))
            {
                return;
            }

            if (!isAlive && reached is not "none")
            {
                _isActivating = false;
                throw new DeploymentException(reached == "returned"
                    ? "The release did not come into service. The lines above say why."
                    : $"The activation ended in the phase '{reached}'. The lines above say why; 'dotnet aspire do status' shows what serves.");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private int _reported;

    private async Task<Traffic?> TrafficAsync(CancellationToken cancellationToken) => TrafficLog.Summarize((await Server.RunAsync(
        $"""
        {Cd}project=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' .env)
        docker logs --tail 200 "$(docker ps --quiet --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.service=nginx)"
        """,
        cancellationToken)).Output);

    private async Task RecordAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        _release = _release! with { Outcome = outcome };
        using var record = new MemoryStream(Encoding.UTF8.GetBytes(_release.ToJson() + "\n"));
        await Server.RequireAsync("The release could not be recorded.", $"{Cd}cat > releases/{_release.Name}/release.json.new && mv releases/{_release.Name}/release.json.new releases/{_release.Name}/release.json", cancellationToken, record);
        await AuditAsync($"{_release.Name}: {outcome.Verdict.Split('\n')[0]}", cancellationToken);
    }

    private async Task AuditAsync(string what, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream(Encoding.UTF8.GetBytes($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {Owner} {what}\n"));
        await Server.RequireAsync("The audit log could not be written.", $"{Cd}umask 077; cat >> audit.log", cancellationToken, line);
    }
}
