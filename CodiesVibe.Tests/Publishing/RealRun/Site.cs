using System.Net;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The product, as a browser on the server sees it.</summary>
internal static class Site
{
    public static async Task CheckAsync(Deployment deployment)
    {
        using var client = deployment.Machine.CreateHttpClient(deployment.Certificate);
        using var plain = await client.GetAsync($"http://{ServerMachine.Host}/tools?page=2");
        Assert.Equal(HttpStatusCode.MovedPermanently, plain.StatusCode);
        Assert.Equal($"https://{ServerMachine.Host}/tools?page=2", plain.Headers.Location!.ToString());

        var page = await client.GetStringAsync(Https("/"));
        Assert.Contains("<div id=\"root\">", page, StringComparison.Ordinal);
        var tools = JsonNode.Parse(await client.GetStringAsync(Https("/api/tools?pageSize=1")))!;
        Assert.InRange((int)tools["total"]!, 60, int.MaxValue);
        foreach (var path in new[] { "/health", "/health/frontend", "/health/backend", "/health/mongodb", "/health/redis", "/health/nginx", "/health/full", "/api/health", "/nginx-health" })
        {
            var health = JsonNode.Parse(await client.GetStringAsync(Https(path)))!;
            Assert.True((string?)health["status"] is "healthy" or "Healthy", $"{path}: {health}");
        }

        foreach (var path in new[] { "/metrics", "/openapi/v1.json" })
        {
            using var hidden = await client.GetAsync(Https(path));
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
    }

    /// <summary>An address of the site.</summary>
    public static Uri Https(string path) => new($"https://{ServerMachine.Host}{path}");
}
