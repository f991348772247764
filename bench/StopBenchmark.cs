using System.Diagnostics;

namespace CodiesVibe.Bench;

/// <summary>How long the processes of the running site keep running after Ctrl+C, and after the host was killed.</summary>
internal static class StopBenchmark
{
    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        await MeasureAsync("Ctrl+C", host => host.Interrupt(), "-", "-", runs, cancellationToken);
        await MeasureAsync("kill -9", host => host.Kill(), "-", "8", runs, cancellationToken);
    }

    private static async Task MeasureAsync(string how, Action<HostRun> end, string resourceLimit, string engineLimit, int runs, CancellationToken cancellationToken)
    {
        var resources = new Sample($"{how} to all resource processes gone", "s", resourceLimit);
        var engine = new Sample($"{how} to host, engine and dashboard gone", "s", engineLimit);
        for (var run = 0; run < runs; run++)
        {
            await using var host = HostRun.Start();
            await host.Resources.FirstAsync("nginx healthy", report => report.Name == "nginx" && report.IsHealthy, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            end(host);
            await host.UntilGoneAsync(all: false, cancellationToken);
            resources.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            await host.UntilGoneAsync(all: true, cancellationToken);
            engine.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        resources.Print();
        engine.Print();
    }
}
