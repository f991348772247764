using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>
/// Repeats a health check that did not pass last time, with short pauses, until it passes. Aspire itself pauses for one second after the first failure and
/// for up to five later, which every resource in a chain of waits would add to the start.
/// </summary>
/// <param name="check">The check.</param>
/// <param name="wasHealthy">Whether it passed last time; a check object is used once only.</param>
internal sealed class PromptHealthCheck(IHealthCheck check, StrongBox<bool> wasHealthy) : IHealthCheck
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Shorter than the time-out of a check, so that the last result is reported instead of the time-out.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(4);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await check.CheckHealthAsync(context, cancellationToken);
        while (result.Status != HealthStatus.Healthy && !wasHealthy.Value && Stopwatch.GetElapsedTime(start) < s_limit)
        {
            await Task.Delay(s_pause, cancellationToken);
            result = await check.CheckHealthAsync(context, cancellationToken);
        }

        wasHealthy.Value = result.Status == HealthStatus.Healthy;
        return result;
    }
}
