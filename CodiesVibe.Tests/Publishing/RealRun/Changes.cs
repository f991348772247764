namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>What an <c>up</c> recreates.</summary>
internal static class Changes
{
    /// <summary>After a change of one service's configuration, publishing and <c>up</c> recreate that service's container and no other, but for those that depend on it. The change is one of the infrastructure.</summary>
    public static async Task CheckConfigurationAsync(Deployment deployment)
    {
        var before = await deployment.ContainersAsync();
        deployment.Publish("\"port\": 20241", "\"port\": 20242");
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml up -d");
        // The present compose makes anew what depends on it.
        var dependents = deployment.Model.Services.Where(service => service.Facts.Waits.Any(wait => wait.For == "prometheus")).Select(service => service.Name);
        Assert.Equal(["prometheus"], Recreated(before, await deployment.ContainersAsync()).Except(dependents));
    }

    /// <summary>The documented commands, one after the other, leave the containers of the other files alone.</summary>
    public static async Task CheckCommandsAsync(Deployment deployment)
    {
        string[] alternatives = ["wait-for-infra", "backend", "frontend", "nginx", "nginx-exporter"];
        await File.WriteAllTextAsync(deployment.PathOf("secrets/cloudflare-tunnel-token"), "token");
        await deployment.RunAsync("./init-secrets.sh");
        foreach (var file in new[] { "infra", "production", "cloudflare", "staging", "production" })
        {
            var before = await deployment.ContainersAsync();
            await deployment.RunAsync($"docker-compose -f docker-compose.{file}.yml up -d");
            Assert.Empty(Recreated(before, await deployment.ContainersAsync()).Except(file is "infra" or "staging" ? [] : alternatives));
        }

        await deployment.RunAsync("docker-compose -f docker-compose.staging.yml rm --stop --force && docker rm --force cloudflared");
    }

    private static IEnumerable<string> Recreated(IReadOnlyList<RunningContainer> before, IReadOnlyList<RunningContainer> after) =>
        before.Where(old => !after.Any(container => container.Id == old.Id)).Select(old => old.Service);
}
