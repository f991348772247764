using System.Diagnostics;

namespace CodiesVibe.Bench;

/// <summary>
/// The site from an empty data folder: process start to all five core resources healthy, against the longest chain of waits, each
/// resource's own time taken alone in the same run by a restart when everything else is at rest.
/// </summary>
internal static class StartupBenchmark
{
    private static readonly string[] s_core = ["mongodb", "redis", "backend", "frontend", "nginx"];
    private static readonly string[][] s_chains = [["mongodb", "backend", "nginx"], ["redis", "backend", "nginx"], ["frontend", "nginx"]];

    public static async Task RunAsync(int runs, CancellationToken cancellationToken)
    {
        var site = new Sample("process start to site healthy", "s", "aim 3.1");
        var engine = new Sample("process start to first resource starting", "s", "-");
        var healthy = new Sample("first resource starting to site healthy", "s", "-");
        var path = new Sample("longest chain of waits, each resource alone", "s", "-");
        var ratio = new Sample("site healthy / longest chain", "", "1.3, aim 1.1");
        var handover = new Sample("dependency healthy to waiter started, slowest of the run", "s", "0.2, aim 0.05");
        var memory = new Sample("host process, proportional memory", "MiB", "-");
        var memoryOfAll = new Sample("all processes, proportional memory", "MiB", "-");
        for (var run = 0; run < runs; run++)
        {
            await using var host = HostRun.Start();
            var ready = await host.Resources.FirstAsync("engine ready", report => report.State == "Starting" && s_core.Contains(report.Name), cancellationToken);
            var last = 0L;
            foreach (var name in s_core)
            {
                last = Math.Max(last, (await host.Resources.FirstAsync($"{name} healthy", report => report.Name == name && report.IsHealthy, cancellationToken)).Time);
            }

            site.Add(Stopwatch.GetElapsedTime(host.Started, last).TotalSeconds);
            engine.Add(Stopwatch.GetElapsedTime(host.Started, ready.Time).TotalSeconds);
            healthy.Add(Stopwatch.GetElapsedTime(ready.Time, last).TotalSeconds);
            handover.Add(SlowestHandover(host.Resources));
            memory.Add(host.ProportionalMegabytes());
            memoryOfAll.Add(host.ProportionalMegabytesOfAll());

            var alone = new Dictionary<string, double>();
            foreach (var name in s_core)
            {
                alone[name] = await OwnSecondsAsync(host.Resources, name, cancellationToken);
            }

            var longest = s_chains.Max(chain => chain.Sum(name => alone[name]));
            path.Add(longest);
            ratio.Add(Stopwatch.GetElapsedTime(ready.Time, last).TotalSeconds / longest);
            Console.WriteLine($"  run {run + 1}: {string.Join(", ", alone.Select(own => FormattableString.Invariant($"{own.Key} {own.Value:0.00} s")))}");
        }

        foreach (var sample in new[] { site, engine, healthy, path, ratio, handover, memory, memoryOfAll })
        {
            sample.Print();
        }
    }

    /// <summary>From "ended" to "healthy" of a restart: the time of the resource alone.</summary>
    private static async Task<double> OwnSecondsAsync(ResourceReports resources, string name, CancellationToken cancellationToken)
    {
        var before = Stopwatch.GetTimestamp();
        await resources.RestartAsync(resources.All.Last(report => report.Name == name).Resource, cancellationToken);
        var ended = await resources.FirstAsync($"{name} ended", report => report.Name == name && report.State is "Finished" or "Exited" or "Starting", cancellationToken, before);
        var back = await resources.FirstAsync($"{name} healthy again", report => report.Name == name && report.IsHealthy, cancellationToken, ended.Time);
        return Stopwatch.GetElapsedTime(ended.Time, back.Time).TotalSeconds;
    }

    /// <summary>The longest time from the last dependency of a waiter being healthy to the report that the waiter no longer waits.</summary>
    private static double SlowestHandover(ResourceReports resources)
    {
        var reports = resources.All;
        var slowest = 0.0;
        foreach (var (waiter, dependencies) in new[] { ("backend", new[] { "mongodb", "redis" }), ("nginx", ["backend", "frontend"]) })
        {
            var free = dependencies.Max(name => reports.First(report => report.Name == name && report.IsHealthy).Time);
            // By their order: reports that come together have one time.
            var started = reports.Where(report => report.Name == waiter).Reverse().TakeWhile(report => report.State != "Waiting").Last();
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(free, started.Time).TotalSeconds);
        }

        return slowest;
    }
}
