using System.Formats.Tar;
using System.Globalization;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>A directory of a deployment whose docker is the stand-in: the scripts, the files and the shell are real.</summary>
internal sealed class StandInServer : IDisposable
{
    private static readonly string s_standIns = System.IO.Path.Combine(Repository.Root, "CodiesVibe.Tests", "Deployment", "Server", "StandIns");

    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("codiesvibe-scripts-");
    private readonly string[] _shell;
    private readonly string _programs;
    private readonly string _containers;

    /// <param name="shell">The shell that runs the scripts: <c>dash</c>, or <c>busybox</c> with its own programs.</param>
    public StandInServer(string shell)
    {
        _shell = shell == "busybox" ? [InstalledProgram.Require("busybox"), "sh"] : [InstalledProgram.Require(shell)];
        Path = _above.CreateSubdirectory("codiesvibe").FullName;
        _containers = _above.CreateSubdirectory("engine").FullName;
        _programs = _above.CreateSubdirectory("programs").FullName;
        File.WriteAllText(System.IO.Path.Combine(_containers, "count"), "0\n");
        foreach (var name in new[] { "docker", "count", "sleep" })
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(_programs, name), System.IO.Path.Combine(s_standIns, name));
        }
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The services that are served by their green slot.</summary>
    public IEnumerable<string> Flags => Directory.GetFiles(At("state/active/")).Select(flag => System.IO.Path.GetFileName(flag)!).Order(StringComparer.Ordinal);

    /// <summary>The calls of programs, by number.</summary>
    public IReadOnlyList<string> Calls => File.ReadAllLines(System.IO.Path.Combine(_containers, "calls"));

    public string At(string path) => System.IO.Path.Combine(Path, path);

    public string Read(string path) => File.ReadAllText(At(path)).TrimEnd('\n');

    /// <summary>Counts programs that change files too, so that a script can be killed there.</summary>
    public void CountFileChanges()
    {
        foreach (var name in new[] { "cp", "ln", "mkdir", "mv", "rm" })
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(_programs, name), System.IO.Path.Combine(s_standIns, "counted"));
        }
    }

    /// <summary>The state of a container; null if there is no container.</summary>
    public string? Container(string key) => File.Exists(System.IO.Path.Combine(_containers, "containers", key, "status"))
        ? File.ReadAllText(System.IO.Path.Combine(_containers, "containers", key, "status")).Trim()
        : null;

    /// <summary>Starts as many containers of a blue slot.</summary>
    public async Task ScaleAsync(string key, int number)
    {
        var run = await RunAsync(["-euc", string.Create(CultureInfo.InvariantCulture, $"docker compose -f docker-compose.production.yml up -d --no-deps --scale={key}={number} {key}")]);
        Assert.True(run.ExitCode == 0, run.All);
    }

    /// <summary>Removes all containers of a service.</summary>
    public void RemoveContainers(string key)
    {
        foreach (var container in Directory.GetDirectories(System.IO.Path.Combine(_containers, "containers")).Where(path => System.IO.Path.GetFileName(path).Split('+')[0] == key))
        {
            Directory.Delete(container, recursive: true);
        }
    }

    /// <summary>Makes a container, whose image says how it behaves.</summary>
    public void AddContainer(string key, string behaviour, string status)
    {
        var container = Directory.CreateDirectory(System.IO.Path.Combine(_containers, "containers", key)).FullName;
        foreach (var (name, value) in new[] { ("image", $"registry.test/{key}:{behaviour}"), ("status", status), ("version", behaviour), ("restarts", "0") })
        {
            File.WriteAllText(System.IO.Path.Combine(container, name), value + "\n");
        }
    }

    public string? ImageOf(string key) => Container(key) is null ? null : File.ReadAllText(System.IO.Path.Combine(_containers, "containers", key, "image")).Trim();

    /// <summary>A copy of this server in its present state.</summary>
    public async Task<StandInServer> CopyAsync()
    {
        var copy = new StandInServer(System.IO.Path.GetFileName(_shell[0]));
        var run = await Command.RunAsync("cp", ["-a", $"{_above.FullName}/.", copy._above.FullName], Path);
        Assert.True(run.ExitCode == 0, run.All);
        return copy;
    }

    /// <summary>The state that inspect.sh reports.</summary>
    public async Task<ServerState> InspectAsync()
    {
        var run = await RunAsync(["-euc", ServerScripts.Inspect]);
        Assert.True(run.ExitCode == 0, run.All);
        return ServerState.Parse(run.Output + "\n");
    }

    /// <summary>Uploads a release as a deployment does.</summary>
    /// <param name="options">The deployment.</param>
    /// <param name="isSmall">Whether only the files that the scripts read are uploaded, and no secrets are created.</param>
    public async Task<string> StageAsync(DeployOptions options, bool isSmall = false)
    {
        var state = await InspectAsync();
        var images = DeployedServer.Images(options.Version);
        var files = ReleaseFiles.Of(Published.Files, options, state.Env, images);
        var plan = DeployedServer.Plan(state, options);
        var kept = isSmall ? [.. files.Where(file => file.Path is ".env" or ".env.production" or "nginx/status.conf" || file.Path.StartsWith("docker-compose.", StringComparison.Ordinal)), SmallPreparation, Marker(options)] : files;
        var release = new Release
        {
            Number = state.Releases.Count + 1,
            Version = options.Version,
            Services = options.Services,
            Strategy = DeployOptionsReader.Name(options.Strategy),
            By = "test",
            At = DateTimeOffset.UnixEpoch,
            Images = images,
            Files = ReleaseFiles.Hashes(isSmall ? kept : Published.Files),
        };
        Directory.CreateDirectory(At($"releases/{release.Name}"));
        using var archive = ReleaseFiles.Archive(release, plan, options, kept);
        await TarFile.ExtractToDirectoryAsync(archive, At($"releases/{release.Name}"), overwriteFiles: false, TestContext.Current.CancellationToken);
        return release.Name;
    }

    /// <summary>Replaces a setting of a staged release, such as a limit of time.</summary>
    public void Set(string release, string name, string value) =>
        File.WriteAllText(At($"releases/{release}/activation"), new EnvFile(Read($"releases/{release}/activation")).With(name, value).Text);

    /// <summary>Runs a command of release.sh.</summary>
    /// <param name="killAt">The number of the call, from now on, at which it is killed.</param>
    /// <param name="arguments">The command.</param>
    public Task<Command> ReleaseAsync(int? killAt, params string[] arguments) =>
        CountedAsync(killAt, [$"releases/{(arguments is [_, var release, ..] ? release : Read("activating"))}/release.sh", .. arguments]);

    /// <summary>Runs a script whose calls are counted from 1.</summary>
    /// <param name="killAt">The number of the call at which it is killed.</param>
    /// <param name="arguments">The script and its arguments.</param>
    public Task<Command> CountedAsync(int? killAt, params string[] arguments)
    {
        File.WriteAllText(System.IO.Path.Combine(_containers, "count"), "0\n");
        File.WriteAllText(System.IO.Path.Combine(_containers, "calls"), "");
        return RunAsync(arguments, killAt);
    }

    /// <summary>What the database behind a container keeps of an account; null where it has no such account.</summary>
    public string? Account(string name) => File.Exists(System.IO.Path.Combine(_containers, "accounts", name)) ? File.ReadAllText(System.IO.Path.Combine(_containers, "accounts", name)).Trim() : null;

    /// <summary>Sets what it keeps.</summary>
    public void SetAccount(string name, string value) => File.WriteAllText(System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(_containers, "accounts")).FullName, name), value + "\n");

    /// <summary>Makes the database behind a container refuse every change of an account, or accept them again.</summary>
    public void Refuse(string key, bool refuses = true)
    {
        var file = System.IO.Path.Combine(_containers, $"refuse-{key}");
        if (refuses)
        {
            File.WriteAllText(file, "");
        }
        else
        {
            File.Delete(file);
        }
    }

    /// <summary>Activates a release, and writes the verdict when the script waits for it.</summary>
    /// <param name="release">The release.</param>
    /// <param name="verdict"><c>confirmed</c> or <c>refused</c>.</param>
    /// <param name="meanwhile">What happens before the verdict.</param>
    public async Task<Command> ActivateAsync(string release, string verdict, Action? meanwhile = null)
    {
        var run = ReleaseAsync(null, "activate", release);
        while (!run.IsCompleted && !(File.Exists(At($"releases/{release}/phase")) && Read($"releases/{release}/phase") == "switched"))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        meanwhile?.Invoke();
        File.WriteAllText(At($"releases/{release}/verdict"), verdict + "\n");
        return await run;
    }

    /// <summary>Deploys a release that needs no confirmation.</summary>
    public async Task<string> DeployAsync(DeployOptions options, bool isSmall = false)
    {
        var release = await StageAsync(options, isSmall);
        Set(release, "CONFIRMATION_TIMEOUT", "0");
        var run = await ReleaseAsync(null, "activate", release);
        Assert.True(run.ExitCode == 0, run.All + Read($"releases/{release}/log"));
        return release;
    }

    /// <summary>Runs the shell in the directory, in a new session.</summary>
    public Task<Command> RunAsync(IEnumerable<string> arguments, int? killAt = null) => Command.RunAsync(
        InstalledProgram.Require("setsid"), ["--wait", .. _shell, .. arguments], Path,
        ("PATH", $"{_programs}:/usr/bin:/bin"), ("STANDIN", _containers), ("STANDIN_KILL_AT", killAt?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The served directory, each file with its content, and the flags that the edge reads.</summary>
    public IReadOnlyList<string> Served() =>
    [
        .. Directory.GetFiles(Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Select(file => file[(Path.Length + 1)..])
            .Where(file => file.Split('/')[0] is not ("releases" or "state" or "current" or "current.new" or "activating.new")).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(At(file)))} {File.ReadAllText(At(file))}"),
        $"current {new FileInfo(At("current")).LinkTarget}",
        .. Flags.Select(flag => $"flag {flag}"),
    ];

    public void Dispose() => _above.Delete(recursive: true);

    private static GeneratedFile SmallPreparation => GeneratedFile.Text(
        "init-secrets.sh", "#!/bin/sh\nmkdir -p state/slots/initial\n[ -L state/active ] || ln -s slots/initial state/active\n[ -e state/names.conf ] || : > state/names.conf\n", FileKind.Executable);

    // Every version has a file that the others have not, and one that differs.
    private static GeneratedFile Marker(DeployOptions options) => GeneratedFile.Text($"only-{options.Version}", options.Version);
}
