using System.Net;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The upgrades that the README describes, under load.</summary>
internal static class SlotSwitch
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>No request is lost during the switch to the green slots, while the blue ones are stopped, and during the switch back.</summary>
    public static async Task CheckAsync(Deployment deployment)
    {
        await using var load = await Load.StartAsync(deployment.Machine);
        await deployment.UpgradeAsync(toGreen: true);
        await UntilMoreAsync(load);
        await deployment.UpgradeAsync(toGreen: false);
        await UntilMoreAsync(load);
        Assert.Empty(load.Lost);
        TestContext.Current.TestOutputHelper?.WriteLine($"{load.Answered} requests in two switches");
        await deployment.RunAsync("docker-compose -f docker-compose.staging.yml rm --stop --force");
    }

    /// <summary>No request is lost while a service of the infrastructure that the site does not need is recreated, and no other container changes.</summary>
    public static async Task CheckInfrastructureAsync(Deployment deployment)
    {
        var before = await deployment.ContainersAsync();
        await using var load = await Load.StartAsync(deployment.Machine);
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml up -d --no-deps --force-recreate redis");
        await UntilMoreAsync(load);
        Assert.Empty(load.Lost);
        var after = await deployment.ContainersAsync();
        Assert.Equal(["redis"], before.Where(old => !after.Any(container => container.Id == old.Id && container.Process == old.Process)).Select(old => old.Service));
    }

    /// <summary>The application starts while the cache is unavailable, and serves.</summary>
    public static async Task CheckWithoutRedisAsync(Deployment deployment)
    {
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml stop redis");
        await deployment.RunAsync("docker-compose -f docker-compose.production.yml up -d --force-recreate backend");
        await Eventually.BecomesTrueAsync("the backend is healthy", s_patience, async () =>
            (await deployment.ContainersAsync()).Any(container => container is { Service: "backend", State: "healthy" }));
        using (var client = deployment.Machine.CreateHttpClient(deployment.Certificate))
        using (var answer = await client.GetAsync(Site.Https("/api/tools?pageSize=1"), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml start redis");
    }

    /// <summary>Traffic on the new slots: as many requests again as there are clients.</summary>
    private static async Task UntilMoreAsync(Load load)
    {
        var before = load.Answered;
        await Eventually.BecomesTrueAsync("requests are answered", s_patience, () => Task.FromResult(load.Answered > before + 64));
    }
}
