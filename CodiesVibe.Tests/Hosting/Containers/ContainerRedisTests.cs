using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using StackExchange.Redis;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>A real server, with a real client.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerRedisTests(ContainerEngine engine)
{
    [Fact]
    public async Task Redis_runs_with_its_password_and_keeps_what_was_written()
    {
        Assert.SkipUnless(BoxImage.HasRedis, "redis-server is not installed.");
        const string volume = "codiesvibe-redis";
        const string secret = "p4ss";
        await using (var application = await StartAsync())
        {
            await using var connection = await ConnectAsync(application);
            await connection.GetDatabase().StringSetAsync("key", "written");
            await connection.GetDatabase().ExecuteAsync("SAVE");
        }

        await using (var application = await StartAsync())
        {
            await using var connection = await ConnectAsync(application);
            Assert.Equal("written", await connection.GetDatabase().StringGetAsync("key"));
            Assert.DoesNotContain(secret, await engine.DockerAsync("ps", "--no-trunc"));
        }

        await engine.UntilEmptyAsync();
        await engine.DockerAsync("volume", "rm", volume);

        async Task<DistributedApplication> StartAsync()
        {
            var builder = ContainerApplication.CreateBuilder(engine.Address);
            var password = builder.AddParameter("secret", secret, secret: true);
            builder.AddRedis("redis", password: password).WithDataVolume(volume).WithImagePullPolicy(ImagePullPolicy.Never);
            var application = await builder.StartAsync();
            await application.ResourceNotifications.WaitForResourceHealthyAsync("redis", TestContext.Current.CancellationToken);
            return application;
        }

        static async Task<ConnectionMultiplexer> ConnectAsync(DistributedApplication application)
        {
            var address = await application.GetConnectionStringAsync("redis", TestContext.Current.CancellationToken);
            return await ConnectionMultiplexer.ConnectAsync(address! + ",allowAdmin=true");
        }
    }
}
