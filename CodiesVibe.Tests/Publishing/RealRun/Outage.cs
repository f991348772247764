using System.Net;
using System.Text.RegularExpressions;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Redis is killed.</summary>
internal static partial class Outage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The alert arrives at its receiver, the site keeps working without the cache, and everything is well again once Redis has returned.</summary>
    public static async Task CheckAsync(Deployment deployment, AlertListener alerts)
    {
        var docker = deployment.Machine.Docker;
        Assert.Equal("PONG", await docker.DockerAsync("exec", "redis", "redis-cli", "ping"));
        // Another test may have stopped Redis before, and the alert about that ends with a later evaluation.
        await Eventually.BecomesTrueAsync("Redis is measured, and no alert is about it", s_patience, async () =>
            (await AskPrometheusAsync(deployment, "query?query=redis_up==1")).Contains("redis-exporter", StringComparison.Ordinal)
            && !(await AskPrometheusAsync(deployment, "alerts")).Contains("RedisDown", StringComparison.Ordinal));
        var published = await HurryAsync(deployment);
        Assert.DoesNotContain("RedisDown", await AskPrometheusAsync(deployment, "alerts"), StringComparison.Ordinal);
        Assert.DoesNotContain(alerts.Received, alert => alert.Contains("RedisDown", StringComparison.Ordinal));

        await docker.DockerAsync("kill", "redis");
        await Eventually.BecomesTrueAsync("the alert arrives", s_patience, () => Received("FIRING"));
        using (var client = deployment.Machine.CreateHttpClient(deployment.Certificate))
        using (var answer = await client.GetAsync(Site.Https("/api/tools?pageSize=1")))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await docker.DockerAsync("start", "redis");
        await Eventually.BecomesTrueAsync("the end of the alert arrives", s_patience, () => Received("RESOLVED"));
        await WriteAsync(deployment, published);

        Task<bool> Received(string status) => Task.FromResult(alerts.Received.Any(alert => alert.Contains($"{status} critical: RedisDown (redis)", StringComparison.Ordinal)));
    }

    private static Task<string> AskPrometheusAsync(Deployment deployment, string question) =>
        deployment.Machine.Docker.DockerAsync("exec", "prometheus", "wget", "-q", "-O", "-", $"http://127.0.0.1:9090/api/v1/{question}");

    /// <summary>The times of the published monitoring, a minute and more, become seconds.</summary>
    /// <returns>The published files.</returns>
    private static async Task<Dictionary<string, string>> HurryAsync(Deployment deployment)
    {
        var published = Directory.EnumerateFiles(deployment.PathOf("prometheus"), "*.yml", SearchOption.AllDirectories)
            .Append(deployment.PathOf("alertmanager/routes.yml")).ToDictionary(file => file, File.ReadAllText);
        await WriteAsync(deployment, published.ToDictionary(file => file.Key, file => Scrapes().Replace(Times().Replace(file.Value, "$1 1s"), "$1 5s")));
        return published;
    }

    /// <summary>Writes configuration; Prometheus reads it at a signal, Alertmanager composes its own when it starts.</summary>
    private static async Task WriteAsync(Deployment deployment, Dictionary<string, string> files)
    {
        foreach (var (file, content) in files)
        {
            await File.WriteAllTextAsync(file, content);
        }

        await deployment.Machine.Docker.DockerAsync("kill", "--signal", "HUP", "prometheus");
        await deployment.Machine.Docker.DockerAsync("restart", "alertmanager");
    }

    [GeneratedRegex(@"\b(evaluation_interval:|for:|group_wait:|group_interval:) \d+[sm]\b")]
    private static partial Regex Times();

    /// <summary>An exporter on a busy machine needs more than a second to notice that its server is gone.</summary>
    [GeneratedRegex(@"\b(scrape_interval:|scrape_timeout:) \d+[sm]\b")]
    private static partial Regex Scrapes();
}
