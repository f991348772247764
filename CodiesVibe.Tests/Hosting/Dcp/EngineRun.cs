using System.Diagnostics;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodiesVibe.Tests.Hosting.Dcp;

/// <summary>
/// A real engine for one test, with a home and a working folder of its own. All its processes inherit a mark by
/// which they are found; disposing proves that none is left.
/// </summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private const string Mark = "ENGINE_TEST_MARK";

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private DcpEngine? _engine;

    private EngineRun()
    {
        Environment = new Dictionary<string, string?>
        {
            [Mark] = _mark,
            ["HOME"] = Folder,
            ["TMPDIR"] = Folder,
            ["PATH"] = $"{Folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
        };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dcp-").FullName;

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public DcpEngine Engine => _engine ?? throw new InvalidOperationException("The engine was not started.");

    public DcpClient Client => Engine.Client;

    public static EngineRun Create()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether processes are gone is looked up in /proc.");
        return new EngineRun();
    }

    /// <param name="monitoredProcess">Another process than ours for the engine to watch.</param>
    /// <param name="prepare">Puts programs into the folder, which comes first in PATH.</param>
    public static async Task<EngineRun> StartAsync(int? monitoredProcess = null, Action<string>? prepare = null)
    {
        var options = new DcpEngineOptions(FindEngine());
        var run = Create();
        prepare?.Invoke(run.Folder);
        await run.StartAsync(
            options with { MonitoredProcess = monitoredProcess ?? options.MonitoredProcess },
            TestContext.Current.CancellationToken);
        return run;
    }

    public async Task StartAsync(DcpEngineOptions options, CancellationToken cancellationToken) =>
        _engine = await DcpEngine.StartAsync(options with { Environment = Environment }, NullLogger.Instance, cancellationToken);

    public static string FindEngine()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        try
        {
            return new DcpLocator(configuration, typeof(Projects.CodiesVibe_AppHost).Assembly, home).FindEngine();
        }
        catch (Aspire.Hosting.DistributedApplicationException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <summary>The living processes of this run whose command line has this text.</summary>
    public IReadOnlyList<int> Processes(string text = "") =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Read(pid, "environ").Contains(_mark) && Read(pid, "cmdline").Contains(text))];

    /// <summary>Fails unless the condition holds within 20 s.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Fails unless the condition holds within 20 s.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        const int Seconds = 20;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(Seconds), $"Not within {Seconds} s: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Watches an executable until it is in the state.</summary>
    public async Task<DcpExecutable> StateAsync(string name, string state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var change in Client.WatchAsync<DcpExecutable>(name, limit.Token))
        {
            if (change.Object.Status?.State == state)
            {
                return change.Object;
            }
        }
        throw new UnreachableException("A watch ends with an exception.");
    }

    /// <summary>An executable that runs a script.</summary>
    public DcpExecutable Script(string name, string script) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { ExecutablePath = "/bin/sh", WorkingDirectory = Folder, Args = ["-c", script] },
    };

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // ended just now, or another user's
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            Assert.False(Directory.Exists(_engine.SessionFolder));
        }
        Assert.Empty(Processes());
        Directory.Delete(Folder, recursive: true);
    }
}
