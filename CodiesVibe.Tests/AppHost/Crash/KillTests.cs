using System.Diagnostics;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>
/// <c>kill -9</c> of the app host at a chosen moment, while a client writes: nothing of it is left, and the next start on the same data
/// is healthy and has every write that was acknowledged.
/// </summary>
public abstract class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Killed = 128 + 9;

    /// <summary>About twice what a busy machine of two cores takes: 7 s for processes, 14 s for containers.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-kill-");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How the database and the cache run.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Mode { get; }

    /// <summary>Returns when nothing is left in the container engine.</summary>
    protected virtual Task WaitUntilEngineIsEmptyAsync() => Task.CompletedTask;

    private protected async Task KillAsync(string moment, Moments.Moment until)
    {
        var token = TestContext.Current.CancellationToken;
        var client = new WritingClient();
        await using (var host = Start())
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(token);
            var writing = client.WriteAsync(host, gone.Token);
            var isOver = await until(host, client, token);
            host.Kill();
            var sinceKill = Stopwatch.StartNew();

            Assert.Equal(Killed, await host.WaitForExitAsync(token));
            await host.WaitUntilGoneAsync(token);
            await WaitUntilEngineIsEmptyAsync();
            var cleanUp = sinceKill.Elapsed;
            await gone.CancelAsync();
            await writing;
            Assert.False(isOver(), $"The kill came too late for '{moment}'.");
            output.WriteLine($"{moment}: all gone after {cleanUp.TotalSeconds:0.0} s, {client.Acknowledged.Count} writes acknowledged.");
            Assert.True(cleanUp < s_limit, $"All gone after {cleanUp} only.");
        }

        await using var next = Start();
        var sinceStart = Stopwatch.StartNew();
        await next.WaitUntilSiteIsHealthyAsync(token);
        output.WriteLine($"{moment}: healthy again {sinceStart.Elapsed.TotalSeconds:0.0} s after the next start.");
        await client.AssertAllThereAsync(next, token);
        Assert.Equal(0, await next.StopAsync(token));
        await WaitUntilEngineIsEmptyAsync();
    }

    /// <summary>Data and home are those of the start before.</summary>
    private AppHostProcess Start() => SiteAppHost.Start(new Dictionary<string, string?>(Mode)
    {
        ["HOME"] = folder.CreateSubdirectory("home").FullName,
        ["AppHost__DataDirectory"] = Path.Combine(folder.FullName, "data"),
        ["Parameters__mongodb-password"] = WritingClient.Password,
    });
}
