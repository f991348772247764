using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Cuts log lines into messages that stay far below the 16 MB which the dashboard accepts.</summary>
internal static class ConsoleLogBatches
{
    private const int MaxCharacters = 100_000;

    public static IEnumerable<V1.WatchResourceConsoleLogsUpdate> From(IReadOnlyList<LogLine> lines)
    {
        var update = new V1.WatchResourceConsoleLogsUpdate();
        var size = 0;
        foreach (var line in lines)
        {
            var text = line.Content.Length <= MaxCharacters
                ? line.Content
                : $"{line.Content[..MaxCharacters]} ({line.Content.Length - MaxCharacters} more characters)";
            if (size > 0 && size + text.Length > MaxCharacters)
            {
                yield return update;
                update = new V1.WatchResourceConsoleLogsUpdate();
                size = 0;
            }

            size += text.Length;
            update.LogLines.Add(new V1.ConsoleLogLine { Text = text, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber });
        }

        if (update.LogLines.Count > 0)
        {
            yield return update;
        }
    }
}
