using System.Diagnostics;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>
/// A real Docker engine for the tests of this folder: its data, its state and its socket are in a separate folder, it changes neither
/// the machine's firewall nor its default bridge, and it ends with the tests, however they end.
/// </summary>
[CollectionDefinition(nameof(ContainerEngine))]
public sealed partial class ContainerEngine : IAsyncLifetime, ICollectionFixture<ContainerEngine>
{
    private const int OldestClient = 25;
    private const string PluginsVariable = "CODIESVIBE_DOCKER_PLUGINS";

    /// <summary>The engine stops when the other end of its standard input is closed.</summary>
    private const string Guard = "dockerd \"$@\" & engine=$!; cat > /dev/null; kill $engine; wait $engine";

    private static readonly string[] s_programs = ["dockerd", "docker", "busybox", "curl"];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-docker-");
    private string? _missing;
    private Process? _process;
    private StubServer? _registry;

    /// <summary>For DOCKER_HOST. Skips the test where no engine can run.</summary>
    public string Address
    {
        get
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return $"unix://{_folder.FullName}/docker.sock";
        }
    }

    /// <summary>For DOCKER_CONFIG: the client's own folder, with the plug-ins that <c>.ci/engine-plugins</c> has fetched.</summary>
    public string ClientFolder => At("client");

    internal DockerClient Client => new(Address, ClientFolder);

    /// <summary>A mirror that is queried before Docker Hub; it has no images.</summary>
    internal StubServer Registry => _registry!;

    public async ValueTask InitializeAsync()
    {
        _missing = await FindMissingAsync();
        if (_missing is null)
        {
            LinkPlugins();
            _registry = await StubServer.StartAsync();
            await StartAsync();
        }
    }

    /// <summary>Starts the engine; returns when it responds.</summary>
    public async Task StartAsync()
    {
        string[] options =
        [
            "--data-root", At("root"), "--exec-root", At("exec"), "--pidfile", At("pid"), "--host", Address, "--group", "root",
            "--bridge=none", "--iptables=false", "--ip6tables=false", "--registry-mirror", Registry.Address,
        ];
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec 2> '{At("log")}' > /dev/null; {Guard}", "sh", .. options]) { RedirectStandardInput = true };
        _process = Process.Start(start)!;
        await Client.UntilAnsweredAsync(At("log"));
    }

    /// <summary>Stops the engine, and with it its containers; returns when its processes have ended.</summary>
    public async Task StopAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        _process.Dispose();
        var watch = Stopwatch.StartNew();
        while (Processes() is { Count: > 0 } left)
        {
            Assert.True(watch.Elapsed < s_patience, $"Left of dockerd: {string.Join(", ", left)}");
            await Task.Delay(20);
        }
    }

    /// <summary>The output of a command of the client.</summary>
    public Task<string> DockerAsync(params string[] arguments) => Client.DockerAsync(arguments);

    /// <summary>Whether the client can build images with the engine's builder.</summary>
    public async Task<bool> HasBuildxAsync() => (await Client.RunAsync(["buildx", "version"])).ExitCode == 0;

    /// <summary>Returns when the engine has no containers and no networks but the built-in ones.</summary>
    public async Task UntilEmptyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (await LeftAsync() is { Length: > 0 } left)
        {
            Assert.True(watch.Elapsed < s_patience, $"Left in the container engine: {left}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
            await Registry.DisposeAsync();
        }

        Assert.DoesNotContain(_folder.FullName, await File.ReadAllTextAsync("/proc/mounts"));
        _folder.Delete(recursive: true);
    }

    private static async Task<string?> FindMissingAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "A separate Docker engine needs Linux and root.";
        }

        if (s_programs.Any(program => InstalledProgram.Find(program) is null))
        {
            return "Install dockerd, docker, busybox and curl (Debian: docker.io, busybox-static, curl).";
        }

        using var client = Process.Start(new ProcessStartInfo("docker", ["--version"]) { RedirectStandardOutput = true })!;
        var printed = await client.StandardOutput.ReadToEndAsync();
        return int.Parse(Major().Match(printed).ValueSpan, System.Globalization.CultureInfo.InvariantCulture) < OldestClient
            ? $"The engine needs a docker client of version {OldestClient} or later; PATH has: {printed}" : null;
    }

    private void LinkPlugins()
    {
        var plugins = Directory.CreateDirectory(Path.Combine(ClientFolder, "cli-plugins")).FullName;
        if (Environment.GetEnvironmentVariable(PluginsVariable) is { Length: > 0 } fetched)
        {
            foreach (var plugin in Directory.GetFiles(fetched))
            {
                File.CreateSymbolicLink(Path.Combine(plugins, Path.GetFileName(plugin)), plugin);
            }
        }
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> LeftAsync() =>
        await DockerAsync("ps", "--all", "--format", "{{.Names}} {{.Status}}") + await DockerAsync("network", "ls", "--filter", "type=custom", "--format", "{{.Name}}");

    private List<string> Processes() => [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(At("exec"), StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // no process, or just ended
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Major();
}
