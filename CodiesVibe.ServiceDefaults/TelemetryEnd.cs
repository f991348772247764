using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CodiesVibe.ServiceDefaults;

/// <summary>
/// Sends what is left when everything else has stopped, and gives up soon: a collector that has gone before would otherwise hold up the
/// end of this process for longer than it is given. While it runs, the exporter may go on trying for longer.
/// </summary>
internal sealed class TelemetryEnd(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedLifecycleService
{
    private const int Patience = 500; // ms

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(Patience), CancellationToken.None),
        Task.Run(() => metrics.Shutdown(Patience), CancellationToken.None),
        Task.Run(() => logs.Shutdown(Patience), CancellationToken.None));
}
