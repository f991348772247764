using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodiesVibe.Tests.Hosting.Dcp;

/// <summary>Life and death of the real engine.</summary>
public sealed class DcpEngineTests
{
    private const string Endless = "trap 'exit 9' TERM; while :; do sleep 0.1; done";

    [Fact]
    public async Task Stopping_ends_every_process_and_removes_the_session()
    {
        await using var run = await EngineRun.StartAsync();
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Engine.Version);
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            await run.Client.CreateAsync(run.Script(name, Endless), TestContext.Current.CancellationToken);
        }
        foreach (var name in names)
        {
            await run.StateAsync(name, DcpExecutableState.Running);
        }
        await EngineRun.UntilAsync(() => run.Processes("trap 'exit 9'").Count == 3, "three scripts run");

        await run.Engine.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(run.Processes("trap 'exit 9'"));
        Assert.Empty(run.Processes("--kubeconfig"));
        Assert.False(Directory.Exists(run.Engine.SessionFolder));
    }

    [Fact]
    public async Task A_killed_engine_ends_the_watches_and_takes_the_processes_with_it()
    {
        await using var run = await EngineRun.StartAsync();
        await run.Client.CreateAsync(run.Script("a", Endless), TestContext.Current.CancellationToken);
        await run.StateAsync("a", DcpExecutableState.Running);
        var watching = run.StateAsync("a", DcpExecutableState.Finished);
        var reading = ReadAllAsync(run, "a");

        foreach (var pid in run.Processes("--kubeconfig"))
        {
            Process.GetProcessById(pid).Kill();
        }

        Assert.True((await Assert.ThrowsAsync<DcpException>(() => watching)).IsUnreachable);
        Assert.True((await Assert.ThrowsAsync<DcpException>(() => reading)).IsUnreachable);
        await EngineRun.UntilAsync(() => run.Processes().Count == 0, "all processes end");
    }

    [Fact]
    public async Task When_the_monitored_process_is_gone_everything_goes()
    {
        // Ends by itself when it can read no more, so it cannot outlive a test that fails.
        using var monitored = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;
        await using var run = await EngineRun.StartAsync(monitored.Id);
        await run.Client.CreateAsync(run.Script("a", Endless), TestContext.Current.CancellationToken);
        await run.StateAsync("a", DcpExecutableState.Running);

        monitored.Kill();

        await EngineRun.UntilAsync(() => run.Processes().Count == 0, "all processes end");
        Assert.False(Directory.Exists(run.Engine.SessionFolder));
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_to_end_is_killed()
    {
        await using var run = await EngineRun.StartAsync();
        await run.Client.CreateAsync(run.Script("deaf", "trap '' TERM; while :; do sleep 0.1; done"), TestContext.Current.CancellationToken);
        await run.StateAsync("deaf", DcpExecutableState.Running);
        await run.Engine.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(run.Processes("trap ''"));
    }

    [Fact]
    public async Task A_container_that_never_gets_started_does_not_hold_up_the_end()
    {
        // A container runtime that knows nothing: the engine then waits for the port in the arguments.
        await using var run = await EngineRun.StartAsync(prepare: folder => WriteScript(
            Path.Combine(folder, "docker"),
            """
            case $1 in
              --version) echo 'Docker version 28.0.0, build 0' ;;
              events) exec sleep 600 ;;
            esac
            """));
        await run.Client.CreateAsync(
            new DcpContainer { Metadata = new() { Name = "c" }, Spec = new() { Image = "none", Args = ["{{portFor \"none\"}}"] } },
            TestContext.Current.CancellationToken);
        await EngineRun.UntilAsync(
            async () => (await run.Client.GetAsync<DcpContainer>("c", TestContext.Current.CancellationToken)).Status?.State == DcpContainerState.Starting,
            "the container is starting");

        await run.Engine.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(Directory.Exists(run.Engine.SessionFolder));
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_nothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var run = EngineRun.Create();
        var engine = Path.Combine(run.Folder, "dcp");
        WriteScript(engine, $"[ $1 = version ] || touch {run.Folder}/forking\nexec {EngineRun.FindEngine()} \"$@\"");

        var starting = run.StartAsync(new DcpEngineOptions(engine), cancel.Token);
        await EngineRun.UntilAsync(() => File.Exists(Path.Combine(run.Folder, "forking")), "the engine is being started");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Empty(run.Processes());
    }

    [Fact]
    public async Task An_engine_that_ends_at_once_is_an_error_with_its_last_words()
    {
        var clock = Stopwatch.StartNew();
        var options = new DcpEngineOptions(EngineRun.FindEngine())
        {
            Environment = new Dictionary<string, string?> { ["HOME"] = "/dev/null", ["XDG_CACHE_HOME"] = "/dev/null" },
        };
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => DcpEngine.StartAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken));
        Assert.Contains("/dev/null", error.Message);
        Assert.True(clock.Elapsed < options.StartTimeout, "waited for an engine that is gone");
    }

    private static void WriteScript(string file, string content)
    {
        File.WriteAllText(file, "#!/bin/sh\n" + content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static async Task ReadAllAsync(EngineRun run, string name)
    {
        await foreach (var _ in run.Client.GetLogsAsync<DcpExecutable>(
            name, DcpLogSource.StandardOutput, follow: true, cancellationToken: TestContext.Current.CancellationToken))
        {
        }
    }
}
