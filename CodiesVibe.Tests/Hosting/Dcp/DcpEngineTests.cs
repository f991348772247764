using System.Diagnostics;
using Aspire.Hosting.Dcp;

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
        Assert.Equal(3, run.Processes("trap 'exit 9'").Count);

        await run.Engine.StopAsync(TestContext.Current.CancellationToken);

        Assert.Empty(run.Processes("trap 'exit 9'"));
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
        using var monitored = Process.Start("sleep", "600");
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
    public async Task A_start_that_is_cancelled_leaves_nothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("dcp-").FullName;
        var mark = new Dictionary<string, string?> { ["HOME"] = folder };
        var starting = DcpEngine.StartAsync(
            new DcpEngineOptions(EngineRun.FindEngine()) { Environment = mark },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ReadAllAsync(EngineRun run, string name)
    {
        await foreach (var _ in run.Client.GetLogsAsync<DcpExecutable>(
            name, DcpLogSource.StandardOutput, follow: true, cancellationToken: TestContext.Current.CancellationToken))
        {
        }
    }
}
