using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Deployments to a server with compose v2.</summary>
public sealed class DeployV2Tests(DeployV2Tests.Server server) : IClassFixture<DeployV2Tests.Server>
{
    [Fact]
    public async Task A_deployment_to_an_empty_server_serves_the_version()
    {
        var vps = server.Vps;
        Console.WriteLine(server.FirstOutput);
        Console.WriteLine(await server.Laptop.RunAsync("status"));
        Console.WriteLine(await server.Laptop.RunAsync("deploy", "Version=2.0.0"));
        Console.WriteLine(await server.Laptop.RunAsync("deploy", "Version=2.0.0"));
        Console.WriteLine(await server.Laptop.RunAsync("rollback"));
        Console.WriteLine(await server.Laptop.RunAsync("history"));
    }

    public sealed class Server() : DeploymentServer(ComposeVersion.V2);
}
