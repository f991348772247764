using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.Redis;

public sealed class RedisResourceTests
{
    private readonly IDistributedApplicationTestingBuilder builder = DistributedApplicationTestingBuilder.Create("--Parameters:redis-password=p@ss");

    [Fact]
    public async Task A_client_gets_the_connection_string_and_its_parts()
    {
        var redis = builder.AddRedis("redis");
        var client = builder.AddExecutable("client", "true", ".").WithReference(redis);
        redis.Resource.Allocate(6500);

        var environment = (await builder.StartConfigurationAsync(client.Resource)).Environment;

        Assert.Equivalent(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__redis"] = "127.0.0.1:6500,password=p@ss",
                ["REDIS_HOST"] = "127.0.0.1",
                ["REDIS_PORT"] = "6500",
                ["REDIS_PASSWORD"] = "p@ss",
                ["REDIS_URI"] = "redis://:p%40ss@127.0.0.1:6500",
            },
            environment.Texts(),
            strict: true);
        Assert.Equal("{redis.bindings.tcp.host}:{redis.bindings.tcp.port},password={redis-password.value}{cond-redis-bindings-tcp-tlsenabled-d148d83a.connectionString}", redis.Resource.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public async Task The_password_is_in_no_argument()
    {
        var redis = builder.AddRedis("redis").WithDataVolume("data").WithPersistence(TimeSpan.FromMinutes(5), 10);
        var start = await builder.StartConfigurationAsync(redis.Resource);

        Assert.Equal("/bin/sh", redis.Resource.Entrypoint);
        Assert.Equal(["-c", "redis-server --requirepass $REDIS_PASSWORD --save 300 10"], start.Arguments.Select(a => a.Text));
        Assert.Equal("p@ss", Assert.Single(start.Environment.Texts()).Value);
    }

    [Fact]
    public async Task Nothing_is_saved_unless_asked_for_and_a_volume_asks()
    {
        var plain = builder.AddRedis("plain");
        var kept = builder.AddRedis("kept").WithDataVolume("data");
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);

        Assert.EndsWith("$REDIS_PASSWORD", await CommandAsync(plain.Resource));
        Assert.EndsWith("$REDIS_PASSWORD --save 60 1", await CommandAsync(kept.Resource));
    }

    private static async Task<string> CommandAsync(RedisResource redis)
    {
        var context = new CommandLineArgsCallbackContext([], redis, TestContext.Current.CancellationToken);
        await Assert.Single(redis.Annotations.OfType<CommandLineArgsCallbackAnnotation>()).Callback(context);
        return (string)context.Args[^1];
    }
}
