using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>The JSON body of every health answer.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of the checks.</param>
/// <param name="DurationMs">Milliseconds that all checks took together; they run side by side.</param>
/// <param name="Checks">Each check by name.</param>
internal sealed record HealthReportBody(string Status, long DurationMs, IReadOnlyDictionary<string, HealthReportBody.Check> Checks)
{
    /// <param name="Status">As of the whole.</param>
    /// <param name="Description">One sentence for people, never the text of an exception: that may hold addresses or secrets.</param>
    /// <param name="DurationMs">Milliseconds that this check took.</param>
    internal sealed record Check(string Status, string? Description, long DurationMs);

    public static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(Of(report), JsonSerializerOptions.Web, context.RequestAborted);

    private static HealthReportBody Of(HealthReport report) => new(
        Word(report.Status),
        (long)report.TotalDuration.TotalMilliseconds,
        report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new Check(Word(entry.Value.Status), Describe(entry.Value), (long)entry.Value.Duration.TotalMilliseconds)));

    private static string? Describe(HealthReportEntry entry) => entry.Exception switch
    {
        null => entry.Description,
        OperationCanceledException or TimeoutException => "No answer in time.",
        _ => "The check failed; the log says why.",
    };

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
