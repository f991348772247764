using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>The gateway at the edge.</summary>
public sealed class GatewaySystem : EdgeSystem
{
    internal override async Task<IEdgeProcess> StartEdgeAsync(Uri backend, Uri frontend) => await GatewayProcess.StartAsync(backend, frontend);
}
