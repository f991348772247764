using System.Globalization;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>The time stamps that log lines begin with.</summary>
internal static class LogTime
{
    /// <summary>The lines of several logs in the order of their times. A line without one stays behind the line before it.</summary>
    public static IReadOnlyList<ConsoleLogLine> InOrder(IEnumerable<ConsoleLogLine> lines)
    {
        var last = DateTimeOffset.MinValue;
        return [.. lines.Select(line => (Line: line, Time: last = Of(line.Content) ?? last)).ToArray().OrderBy(l => l.Time).Select(l => l.Line)];
    }

    private static DateTimeOffset? Of(string content)
    {
        var text = content.AsSpan(0, content.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? end : content.Length);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
