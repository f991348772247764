namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>The real server, where there is one.</summary>
public sealed class RedisServerContractTests : RedisContract
{
    private protected override RedisProcess Start(string dataFolder, string password)
    {
        string? program = Environment.GetEnvironmentVariable("PATH")?
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "redis-server is not on PATH");
        return RedisProcess.StartRedisServer(program!, dataFolder, password);
    }
}
