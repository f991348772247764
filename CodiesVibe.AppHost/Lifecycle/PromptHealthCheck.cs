using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>
/// Repeats a health check with short pauses until it passes, as long as it has not passed the time before. Aspire itself pauses one second after the first
/// failure and up to five later, which every resource of a chain of waits would add to the start.
/// </summary>
/// <param name="check">The check.</param>
/// <param name="wasHealthy">Whether it passed the time before; a check object lives for one time only.</param>
internal sealed class PromptHealthCheck(IHealthCheck check, StrongBox<bool> wasHealthy) : IHealthCheck
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Shorter than the limit of a check, so that its last result is reported and not that it took too long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await check.CheckHealthAsync(context, cancellationToken);
        while (result.Status != HealthStatus.Healthy && !wasHealthy.Value && Stopwatch.GetElapsedTime(start) < s_patience)
        {
            await Task.Delay(s_pause, cancellationToken);
            result = await check.CheckHealthAsync(context, cancellationToken);
        }

        wasHealthy.Value = result.Status == HealthStatus.Healthy;
        return result;
    }
}
