namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>A gateway with a server of each kind behind it.</summary>
public sealed class GatewaySystem : IAsyncLifetime
{
    internal FakeTarget Backend { get; private set; } = null!;

    internal FakeTarget Frontend { get; private set; } = null!;

    internal GatewayProcess Gateway { get; private set; } = null!;

    internal HttpClient Client => Gateway.Client;

    public async ValueTask InitializeAsync()
    {
        Backend = await FakeTarget.StartBackendAsync();
        Frontend = await FakeTarget.StartFrontendAsync();
        Gateway = await GatewayProcess.StartAsync(Backend.Address, Frontend.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Backend.DisposeAsync();
        await Frontend.DisposeAsync();
    }
}
