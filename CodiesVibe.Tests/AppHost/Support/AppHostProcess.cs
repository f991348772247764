using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>
/// The app host as a separate process, with its own HOME, temporary folder and ports. Everything that it
/// starts inherits a mark, by which leftover processes are found.
/// </summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder;
    private readonly RunMark _mark = new();
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string> _console = new();

    /// <summary>Starts it.</summary>
    /// <param name="environment">Additions to its environment, and replacements: a test that starts it twice gives both the same data folder.</param>
    public AppHostProcess(IReadOnlyDictionary<string, string?> environment)
    {
        _folder = Directory.CreateTempSubdirectory("codiesvibe-apphost-").FullName;
        var start = new ProcessStartInfo("dotnet", [SiteAppHost.Program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = SiteAppHost.Folder };
        var variables = new Dictionary<string, string?>
        {
            [RunMark.Variable] = _mark.Value,
            ["HOME"] = Directory.CreateDirectory(Home).FullName,
            ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName,
            ["npm_config_cache"] = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm"),
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = FreeAddress(),
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = FreeAddress(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = FreeAddress(),
            ["ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY"] = _key,
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["AppHost__DataDirectory"] = Path.Combine(_folder, "data"),
            ["DcpPublisher__RandomizePorts"] = "true",
        };
        foreach (var (name, value) in variables.Concat(environment))
        {
            start.Environment[name] = value;
        }

        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Resources = new(FindResourceService, _key, () => string.Join(Environment.NewLine, Console));
    }

    /// <summary>The resources that the app host reports to the dashboard.</summary>
    public ResourceStream Resources { get; }

    public int Id => _process.Id;

    /// <summary>Its home folder.</summary>
    public string Home => Path.Combine(_folder, "home");

    /// <summary>Whether it ended normally before it was killed.</summary>
    public bool HasEndedByItself => _process.HasExited && _process.ExitCode == 0;

    /// <summary>The lines on the console so far.</summary>
    public IReadOnlyList<string> Console => [.. _console];

    /// <summary>The running processes of this run, including the app host.</summary>
    /// <param name="text">Only those with this text in their command line.</param>
    public IReadOnlyList<int> Processes(string text = "") => _mark.Processes(text);

    /// <summary>Returns when the condition holds; polls often enough to catch a passing state.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < s_patience, $"Not within {s_patience}: {what}");
            await Task.Delay(2, cancellationToken);
        }
    }

    /// <summary>Asks the app host to end, as Ctrl+C does.</summary>
    public void Interrupt() => Assert.Equal(0, Signal(_process.Id, Terminate));

    /// <summary>Ends the app host as Ctrl+C does.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Interrupt();
        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Kills the app host with SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Returns when no process of this run is left.</summary>
    public Task WaitUntilGoneAsync(CancellationToken cancellationToken) => _mark.WaitUntilGoneAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Resources.DisposeAsync();
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, Terminate); // it may just have ended by itself
            using var limit = new CancellationTokenSource(s_patience);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await WaitUntilGoneAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>With random ports, that of the resource service is random too; it is the only one that the app host itself listens on.</summary>
    private string? FindResourceService() => ListeningPorts.Of(_process.Id) is [var port] ? $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}" : null;

    private static string FreeAddress() => $"http://localhost:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}";

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _console.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int processId, int signal);
}
