using System.Text.RegularExpressions;

namespace CodiesVibe.DevServers.MongoDb.Shell;

/// <summary>What <c>mongosh --eval</c> is asked here: one command without arguments, and what to do with its answer.</summary>
/// <param name="Command">The command, as <c>ping</c>.</param>
/// <param name="OkOnly">Whether only the field <c>ok</c> of the answer is wanted.</param>
/// <param name="Quits">Whether the exit code tells whether it was 1, and nothing is printed.</param>
internal sealed partial record ShellExpression(string Command, bool OkOnly, bool Quits)
{
    /// <exception cref="StartupException">The expression is another one.</exception>
    public static ShellExpression Parse(string text)
    {
        var match = Known().Match(text);
        return match.Success && match.Groups["quit"].Success == match.Groups["code"].Success
            ? new(match.Groups["name"].Value, match.Groups["ok"].Success, match.Groups["quit"].Success)
            : throw new StartupException(
                $"The expression '{text}' is not supported. This replacement of the MongoDB shell supports only db.runCommand and db.adminCommand with one command without arguments, '.ok' and 'quit(... ? 0 : 1)'.");
    }

    [GeneratedRegex("""^\s*(?<quit>quit\()?\s*db\.(run|admin)Command\(\s*(?:"(?<name>\w+)"|'(?<name>\w+)'|\{\s*(?<name>\w+)\s*:\s*1\s*\})\s*\)(?<ok>\.ok)?\s*(?<code>\?\s*0\s*:\s*1\s*\))?\s*;?\s*$""")]
    private static partial Regex Known();
}
