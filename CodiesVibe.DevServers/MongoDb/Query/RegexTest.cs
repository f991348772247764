using System.Text.RegularExpressions;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Tests strings against a pattern. .NET's syntax covers the common part of PCRE's.</summary>
internal static class RegexTest
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(1);

    public static Func<BsonValue?, bool> Of(BsonRegularExpression wanted)
    {
        var regex = Compile(wanted);
        return value => value switch
        {
            BsonString text => IsMatch(regex, text.Value),
            BsonSymbol symbol => IsMatch(regex, symbol.Name),
            BsonRegularExpression other => other == wanted,
            _ => false,
        };
    }

    private static Regex Compile(BsonRegularExpression wanted)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var option in wanted.Options)
        {
            options |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                'u' => RegexOptions.None,
                _ => throw new CommandException((ErrorCode)51108, $"invalid flag in regex options: {option}"),
            };
        }
        try
        {
            return new Regex(wanted.Pattern, options, s_budget);
        }
        catch (ArgumentException e)
        {
            throw new CommandException((ErrorCode)51091, $"Regular expression is invalid: {e.Message}");
        }
    }

    private static bool IsMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new CommandException((ErrorCode)51156, $"Error occurred while executing the regular expression '{regex}': it took too long");
        }
    }
}
