using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Turns the dashboard's output into log entries of the application: warnings and errors as such, the rest for those who ask for
/// debugging.
/// </summary>
internal sealed class DashboardLog(ILoggerFactory loggerFactory)
{
    private readonly ILogger logger = loggerFactory.CreateLogger("Aspire.Hosting.Dashboard");
    private volatile string? cause;
    private volatile string? firstWords;
    private volatile bool ends;

    /// <summary>The cause of a failed start as the dashboard, or what was started in its place, gives it on its error output, on one line.</summary>
    public string? LastError => cause ?? firstWords;

    /// <summary>From now on everything is for those who ask for debugging: a dashboard that ends complains of the calls that it breaks off itself.</summary>
    public void End() => ends = true;

    /// <summary>Takes a line of the standard output: one JSON object per entry.</summary>
    public void Output(string line)
    {
        if (Parse(line) is not { } entry)
        {
            logger.LogDebug("{Line}", line);
            return;
        }

        var level = ends || entry.LogLevel < LogLevel.Warning ? LogLevel.Debug : entry.LogLevel;
        logger.Log(level, "{Category}: {Message}{Exception}", entry.Category, entry.Message, entry.Exception is { } e ? $"\n{e}" : "");
    }

    /// <summary>Takes a line of the error output: "Error: " and the cause, then the call stack.</summary>
    public void Error(string line)
    {
        const string prefix = "Error: ";
        if (line.StartsWith(prefix, StringComparison.Ordinal))
        {
            cause ??= line[prefix.Length..].TrimEnd('.');
        }

        firstWords ??= line.TrimEnd('.');
        logger.LogDebug("{Line}", line);
    }

    private static Entry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(
        [property: JsonConverter(typeof(JsonStringEnumConverter<LogLevel>))] LogLevel LogLevel,
        string? Category,
        string? Message,
        string? Exception);
}
