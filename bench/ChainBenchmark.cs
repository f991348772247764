using System.Diagnostics;

namespace CodiesVibe.Bench;

/// <summary>Three resources that wait for one another, from the start of the process. The official packages needed 7.6 s for them on a machine of two cores.</summary>
internal static class ChainBenchmark
{
    private const double OfficialSeconds = 7.6;

    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var first = new Sample("process start to first running resource", "s", "official: 3.8");
        var all = new Sample("process start to all healthy", "s", "official: 7.6");
        var ratio = new Sample("all healthy / official", "", "aim 0.45");
        for (var run = 0; run < runs; run++)
        {
            await using var host = HostRun.Start(BuiltProgram.Chain);
            var running = await host.Resources.FirstAsync("a running resource", report => report.State == "Running" && !report.Resource.IsHidden, cancellationToken);
            var names = host.Resources.All.Where(report => !report.Resource.IsHidden).Select(report => report.Name).Distinct().ToList();
            var last = 0L;
            foreach (var name in names)
            {
                last = Math.Max(last, (await host.Resources.FirstAsync($"{name} healthy", report => report.Name == name && report.IsHealthy, cancellationToken)).Time);
            }

            first.Add(Stopwatch.GetElapsedTime(host.Started, running.Time).TotalSeconds);
            var seconds = Stopwatch.GetElapsedTime(host.Started, last).TotalSeconds;
            all.Add(seconds);
            ratio.Add(seconds / OfficialSeconds);
        }

        first.Print();
        all.Print();
        ratio.Print();
    }
}
