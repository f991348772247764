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

    private EngineRun()
    {
        Environment = new Dictionary<string, string?> { [Mark] = _mark, ["HOME"] = Folder, ["TMPDIR"] = Folder };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dcp-").FullName;

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public DcpEngine Engine { get; private set; } = null!;

    public DcpClient Client => Engine.Client;

    public static async Task<EngineRun> StartAsync(int? monitoredProcess = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether processes are gone is looked up in /proc.");
        var run = new EngineRun();
        var options = new DcpEngineOptions(FindEngine()) { Environment = run.Environment };
        options = options with { MonitoredProcess = monitoredProcess ?? options.MonitoredProcess };
        run.Engine = await DcpEngine.StartAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);
        return run;
    }

    public static string FindEngine()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        try
        {
            return new DcpLocator(configuration, null, home).FindEngine();
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

    /// <summary>Fails unless the condition holds within the time.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Not within {seconds} s: {what}");
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
        await Engine.DisposeAsync();
        Assert.Empty(Processes());
        Assert.False(Directory.Exists(Engine.SessionFolder));
        Directory.Delete(Folder, recursive: true);
    }
}
