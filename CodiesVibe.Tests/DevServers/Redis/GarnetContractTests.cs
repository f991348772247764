namespace CodiesVibe.Tests.DevServers.Redis;

/// <summary>The cache server for development.</summary>
public sealed class GarnetContractTests : RedisContract
{
    private protected override RedisProcess Start(string dataFolder, string password) =>
        RedisProcess.StartGarnet(dataFolder, password: password);
}
