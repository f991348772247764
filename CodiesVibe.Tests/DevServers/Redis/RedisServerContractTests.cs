namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>The real server, where there is one.</summary>
public sealed class RedisServerContractTests : RedisContract
{
    private protected override RedisProcess Start(string dataFolder, string password)
    {
        var program = InstalledProgram.Require("redis-server");
        return RedisProcess.StartRedisServer(program, dataFolder, password);
    }
}
