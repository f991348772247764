using System.Diagnostics;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>
/// <c>kill -9</c> of the app host at a chosen moment, while a client writes: no process is left, and the next start on the same data
/// is healthy and has every write that was acknowledged.
/// </summary>
public abstract class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Killed = 128 + 9;

    /// <summary>Some moments last 50 ms only, that of nginx for example.</summary>
    private const int Attempts = 5;

    /// <summary>About twice the time that a busy machine with two cores takes: 7 s for processes, 14 s for containers.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-kill-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How the database and the cache run.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Mode { get; }

    /// <summary>Returns when nothing is left in the container engine.</summary>
    protected virtual Task WaitUntilEngineIsEmptyAsync() => Task.CompletedTask;

    /// <summary>A kill that comes after its moment has to be survived as well, but says nothing about the moment, so another one follows.</summary>
    private protected async Task KillAsync(string moment, Moments.Moment until)
    {
        var attempt = 1;
        while (!await IsHitAsync(moment, until, _folder.CreateSubdirectory($"{attempt}")))
        {
            output.WriteLine($"{moment}: the kill came too late.");
            Assert.True(attempt < Attempts, $"{Attempts} kills came too late for '{moment}'.");
            attempt++;
        }
    }

    /// <returns>Whether the moment was not over yet.</returns>
    private async Task<bool> IsHitAsync(string moment, Moments.Moment until, DirectoryInfo own)
    {
        bool isHit;
        var token = TestContext.Current.CancellationToken;
        var client = new WritingClient();
        await using (var host = Start(own))
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
            isHit = !isOver();
            output.WriteLine($"{moment}: all gone after {cleanUp.TotalSeconds:0.0} s, {client.Acknowledged.Count} writes acknowledged.");
            Assert.True(cleanUp < s_limit, $"All gone after {cleanUp} only.");
        }

        await using var next = Start(own);
        var sinceStart = Stopwatch.StartNew();
        await next.WaitUntilSiteIsHealthyAsync(token);
        output.WriteLine($"{moment}: healthy again {sinceStart.Elapsed.TotalSeconds:0.0} s after the next start.");
        await client.AssertAllThereAsync(next, token);
        Assert.Equal(0, await next.StopAsync(token));
        await WaitUntilEngineIsEmptyAsync();
        return isHit;
    }

    /// <summary>Data and home are those of the start before.</summary>
    private AppHostProcess Start(DirectoryInfo own) => SiteAppHost.Start(new Dictionary<string, string?>(Mode)
    {
        ["HOME"] = own.CreateSubdirectory("home").FullName,
        ["AppHost__DataDirectory"] = Path.Combine(own.FullName, "data"),
        ["Parameters__mongodb-password"] = WritingClient.Password,
    });
}
