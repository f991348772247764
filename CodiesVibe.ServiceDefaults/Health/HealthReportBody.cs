using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>The JSON body of every health response.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of the checks.</param>
/// <param name="DurationMs">Duration of all checks in milliseconds; they run concurrently.</param>
/// <param name="Version">The version that the image was built as (<c>SERVICE_VERSION</c>); null, and left out, where it was not built as an image.</param>
/// <param name="Checks">Each check by name; null, and left out, where details are not wanted.</param>
internal sealed partial record HealthReportBody(
    string Status,
    long DurationMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, HealthReportBody.Check>? Checks)
{
    /// <summary>The edge sets this header to <c>none</c> for visitors, who see the status but not its causes.</summary>
    private const string DetailHeader = "X-Health-Detail";

    /// <param name="Status">As of the whole report.</param>
    /// <param name="Description">One sentence for people, never the text of an exception, which may contain addresses or secrets.</param>
    /// <param name="DurationMs">Duration of this check in milliseconds.</param>
    internal sealed record Check(string Status, string? Description, long DurationMs);

    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        foreach (var (name, entry) in report.Entries.Where(entry => IsFault(entry.Value)))
        {
            LogFault(context.RequestServices.GetRequiredService<ILogger<HealthReportBody>>(), name, entry.Exception!);
        }

        var body = Of(report, context.RequestServices.GetRequiredService<IConfiguration>()["SERVICE_VERSION"]);
        var detailed = context.Request.Headers[DetailHeader] != "none";
        return context.Response.WriteAsJsonAsync(detailed ? body : body with { Checks = null }, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private static HealthReportBody Of(HealthReport report, string? version) => new(
        Word(report.Status),
        (long)report.TotalDuration.TotalMilliseconds,
        version,
        report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new Check(Word(entry.Value.Status), Describe(entry.Value), (long)entry.Value.Duration.TotalMilliseconds)));

    private static string? Describe(HealthReportEntry entry) => entry.Exception switch
    {
        null => entry.Description,
        _ when IsFault(entry) => "The check failed. See the log for the cause.",
        _ => "The check did not complete in time.",
    };

    /// <summary>The check itself failed, which says nothing about its dependency.</summary>
    private static bool IsFault(HealthReportEntry entry) => entry.Exception is not (null or OperationCanceledException or TimeoutException);

    [LoggerMessage(LogLevel.Error, "The health check '{Check}' failed.")]
    private static partial void LogFault(ILogger logger, string check, Exception exception);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
