using System.Text.RegularExpressions;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Finds the last message in the log of a resource.</summary>
internal sealed partial class LastMessage(ResourceLoggerService resourceLogs)
{
    private const string Engine = "[sys] ";
    private static readonly TimeSpan s_logLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] s_noMessage = [Engine, "at ", "---", "No custom certificate authorities"];

    /// <summary>A sentence with the last line that the resource wrote and that is not part of a stack trace; if there is none, why the engine could not start it.</summary>
    public async Task<string> ReadAsync(string resourceId, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(s_logLimit);
        string? last = null, engine = null;
        try
        {
            await foreach (var lines in resourceLogs.GetAllAsync(resourceId).WithCancellation(limit.Token))
            {
                var contents = lines.SelectMany(line => Decoration().Replace(line.Content, "").Split('\n')).ToList();
                last = contents.LastOrDefault(IsMessage) ?? last;
                engine ??= contents.Find(line => line.StartsWith($"{Engine}Failed", StringComparison.Ordinal))?[Engine.Length..];
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return $"Its log could not be read within {s_logLimit.TotalSeconds:0} s.";
        }

        return last is not null ? $"Its last message: \"{last.Trim()}\"." : engine is not null ? $"{engine.Trim()}." : "It wrote no message.";
    }

    /// <summary>The engine writes to the same log.</summary>
    private static bool IsMessage(string line) =>
        line.Trim() is { Length: > 0 } text && !s_noMessage.Any(start => text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The engine's time stamp, and terminal colours.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ |\e\[[\d;]*m")]
    private static partial Regex Decoration();
}
