using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel.Main;

/// <summary>What every command of the CLI asks for.</summary>
internal sealed class BasicTarget(IHostApplicationLifetime lifetime) : ICliTarget
{
    private readonly string[] capabilities = ["baseline.v2", "pipeline-steps.v1"];

    public Task<string[]> GetCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(capabilities);

    public Task RequestStopAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        return Task.CompletedTask;
    }
}
