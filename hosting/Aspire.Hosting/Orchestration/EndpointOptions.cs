namespace Aspire.Hosting.Orchestration;

/// <param name="RandomizePorts">Whether every fixed port gives way to a free one, so that several applications run side by side.</param>
/// <param name="AppHost">The identity of the app host, see <see cref="AppHostIdentity"/>.</param>
internal sealed record EndpointOptions(bool RandomizePorts, string AppHost);
