using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CodiesVibe.Tests.Support;

namespace CodiesVibe.Bench;

/// <summary>An app host that runs as a separate process, with its own folders and ports, and a mark that all its processes inherit.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private const string Mark = "CODIESVIBE_BENCH_RUN";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("codiesvibe-bench-").FullName;
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string> _console = new();
    private readonly Process _process;

    private HostRun()
    {
        var resources = FreeAddress();
        var key = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Site]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            [Mark] = _mark,
            ["HOME"] = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName,
            ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName,
            ["npm_config_cache"] = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm"),
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPNETCORE_URLS"] = FreeAddress(),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = FreeAddress(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resources,
            ["ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY"] = key,
            ["AppHost__DataDirectory"] = Path.Combine(_folder, "data"),
            ["AppHost__Runtime"] = "processes",
        })
        {
            start.Environment[name] = value;
        }

        Resources = new(resources, key, s_patience);
        Started = Stopwatch.GetTimestamp();
        _process = new() { StartInfo = start };
        _process.EnableRaisingEvents = true;
        _process.OutputDataReceived += (_, line) => _console.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _console.Enqueue(line.Data ?? "");
        _process.Exited += (_, _) => Resources.End(string.Join(Environment.NewLine, _console));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>When the process was started, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long Started { get; }

    public ResourceReports Resources { get; }

    public static HostRun Start() => new();

    /// <summary>The memory of the host process, in MiB; pages that several processes share count in proportion.</summary>
    public double ProportionalMegabytes() => ProportionalMegabytes($"/proc/{_process.Id}");

    /// <summary>The memory of all processes of this run: host, engine, dashboard and resources.</summary>
    public double ProportionalMegabytesOfAll() => Processes().Sum(ProportionalMegabytes);

    public void Interrupt()
    {
        if (Signal(_process.Id, 2) != 0)
        {
            throw new InvalidOperationException("The app host ended before it was stopped.");
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>Returns when no process of a resource is left, or no process at all, including host, engine and dashboard.</summary>
    public async Task UntilGoneAsync(bool all, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (Left(all) is { Count: > 0 } left)
        {
            if (watch.Elapsed > s_patience)
            {
                throw new TimeoutException($"Still there after {s_patience}: {string.Join(", ", left)}");
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Resources.DisposeAsync();
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, 15); // it may just have ended by itself
        }

        await UntilGoneAsync(all: true, CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), out _) && Read(path, "environ").Contains($"{Mark}={_mark}", StringComparison.Ordinal));

    private List<string> Left(bool all) => [.. Processes()
        .Select(path => Read(path, "cmdline").Replace('\0', ' '))
        .Where(line => line.Length > 0 && (all || !IsOurs(line)))];

    private static bool IsOurs(string line) =>
        Path.GetFileName(line.Split(' ')[0]) is "dcp" or "Aspire.Dashboard" || line.Contains(".AppHost.dll", StringComparison.Ordinal);

    /// <summary>Empty for a process that has just ended.</summary>
    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>0 for a process that has just ended.</summary>
    private static double ProportionalMegabytes(string process) => Read(process, "smaps_rollup").Split('\n')
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);

    private static string FreeAddress() => $"http://localhost:{FreePort.Find()}";

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int processId, int signal);
}
