using System.Diagnostics;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Bench;

/// <summary>What a deployment costs, beside what the same version costs without one.</summary>
internal sealed class DeploymentFigures
{
    /// <summary>The load.</summary>
    public const int RequestsPerSecond = 200;

    /// <summary>The server's interval of health checks times the failures that make a service unhealthy.</summary>
    private static readonly TimeSpan s_detection = TimeSpan.FromSeconds(5 * 3);

    /// <summary>What the draining of two services that have no request waits for at least: the memory of the edge for names, and three looks.</summary>
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(2 * (1.2 + 0.2));

    private static readonly TimeSpan s_steady = TimeSpan.FromSeconds(20);

    private readonly Sample _deploy = new("rolling deployment of both services, images on the server", "s", "-");
    private readonly Sample _healthy = new("both services to healthy, one after the other, and drained", "s", "-");
    private readonly Sample _ratio = new("deployment / time to healthy + drain", "", "1.5");
    private readonly Sample _nothing = new("deployment of what serves already / deployment", "", "0.2");
    private readonly Sample _latency = new("p99 during a deployment / steady p99", "", "3");
    private readonly Sample _return = new("verdict on a bad release to the old one serving / interval x retries", "", "1.5");
    private readonly Sample _plain = new("'up -d --force-recreate' on the server, until both are healthy", "s", "-");
    private readonly Sample _lost = new("requests that the plain way lost", "", "-");

    /// <summary>Measures everything once.</summary>
    /// <param name="vps">The server, which serves another version.</param>
    /// <param name="laptop">Who deploys.</param>
    /// <param name="version">The version.</param>
    public async Task MeasureAsync(Vps vps, DeployingMachine laptop, string version)
    {
        TimeSpan steady, deploy;
        await using (var load = await Load.StartAsync(vps.Machine, requestsPerSecond: RequestsPerSecond))
        {
            await Task.Delay(s_steady);
            steady = P99(load);
        }

        await using (var load = await Load.StartAsync(vps.Machine, requestsPerSecond: RequestsPerSecond))
        {
            deploy = await TimeAsync(() => laptop.RunAsync("deploy", $"Version={version}"));
            _latency.Add(P99(load) / steady);
            RequireNone(load);
            _nothing.Add(await TimeAsync(() => laptop.RunAsync("deploy", $"Version={version}")) / deploy);

            var isGreen = await IsGreenAsync(vps);
            var healthy = await TimeAsync(() => RecreateAsync(vps, !isGreen)) + s_drain;
            await StopAsync(vps, !isGreen);
            _deploy.Add(deploy.TotalSeconds);
            _healthy.Add(healthy.TotalSeconds);
            _ratio.Add(deploy / healthy);

            RequireNone(load);
            // Its visitors see errors of the bad version until the server has returned.
            _return.Add(await ReturnAsync(laptop) / s_detection);
        }

        await using (var load = await Load.StartAsync(vps.Machine, requestsPerSecond: RequestsPerSecond))
        {
            var isGreen = await IsGreenAsync(vps);
            _plain.Add((await TimeAsync(() => RecreateAsync(vps, isGreen))).TotalSeconds);
            _lost.Add(load.Lost.Count);
        }
    }

    public void Print()
    {
        foreach (var sample in new[] { _deploy, _healthy, _ratio, _nothing, _latency, _return, _plain, _lost })
        {
            sample.Print();
        }
    }

    /// <summary>Starts the slots of one colour anew, one after the other, and waits until each has passed its own health check three times.</summary>
    private static async Task RecreateAsync(Vps vps, bool isGreen) => await vps.RunAsync(
        $$"""
        for key in {{Slots(isGreen)}}; do
            {{Compose(isGreen)}} up -d --no-deps --force-recreate $key 2> /dev/null
            {{UntilHealthy}}
        done
        """);

    private static async Task StopAsync(Vps vps, bool isGreen) => await vps.RunAsync($"{Compose(isGreen)} stop {Slots(isGreen)} 2> /dev/null");

    private static string Compose(bool isGreen) => $"docker compose -f docker-compose.{(isGreen ? "staging" : "production")}.yml";

    private static string Slots(bool isGreen) => isGreen ? "frontend-green backend-green" : "frontend backend";

    private static async Task<bool> IsGreenAsync(Vps vps) => (await vps.RunAsync("ls state/active")).Contains("backend-green", StringComparison.Ordinal);

    private const string UntilHealthy =
        """
        id=$(docker ps --quiet --filter "label=com.docker.compose.service=$key")
            passes=0
            until [ $passes = 3 ]; do
                [ $passes = 0 ] || sleep 1
                if docker inspect --format '{{join (slice .Config.Healthcheck.Test 1) "\n"}}' $id | tr '\n' '\0' | xargs -0 docker exec $id > /dev/null 2>&1; then passes=$((passes + 1)); else passes=0; sleep 1; fi
            done
        """;

    /// <summary>From the line that says that the server returns to the one that says what serves.</summary>
    private static async Task<TimeSpan> ReturnAsync(DeployingMachine laptop)
    {
        await using var deployer = laptop.Start("deploy", $"Version={BadVersion.Name}", "Service=frontend", "Timeouts:Endpoints=5");
        await deployer.PrintsAsync("The server returns to what served before");
        var start = Stopwatch.GetTimestamp();
        await deployer.PrintsAsync("serves.");
        var elapsed = Stopwatch.GetElapsedTime(start);
        await deployer.EndAsync();
        return elapsed;
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan P99(Load load)
    {
        var sorted = load.Durations.Order().ToList();
        return sorted[(int)(sorted.Count * 0.99)];
    }

    private static void RequireNone(Load load)
    {
        if (!load.Lost.IsEmpty)
        {
            throw new InvalidOperationException($"The deployment lost requests, so its figures mean nothing: {load.Lost.First()}");
        }
    }
}
