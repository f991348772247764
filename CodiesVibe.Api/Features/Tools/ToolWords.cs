using System.Text.RegularExpressions;
using MongoDB.Bson;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The words by which a search finds a tool. They are stored with it: those of each field, and all of them for the index.</summary>
internal static partial class ToolWords
{
    /// <summary>The element of a tool that holds its words.</summary>
    public const string Element = "words";

    /// <summary>The path of all its words.</summary>
    public const string Any = $"{Element}.any";

    /// <summary>What a word in each field adds to the score of a tool. What a tool is good for counts as a keyword.</summary>
    private static readonly IReadOnlyList<(string Name, int Weight, Func<Tool, IEnumerable<string>> Texts)> s_fields =
    [
        ("name", 15, tool => [tool.Name]),
        ("keywords", 12, tool => [.. tool.Keywords, .. tool.Functionality]),
        ("description", 8, tool => [tool.Description]),
        ("longDescription", 3, tool => [tool.LongDescription]),
    ];

    /// <summary>
    /// The different words of a text in lower case. Words of one letter are left out: they are what remains of <c>developer's</c>, and find
    /// everything. The sign in <c>C++</c> and <c>C#</c> belongs to the word; every other one divides, so a word is never an operator of MongoDB.
    /// </summary>
    public static IEnumerable<string> In(params IEnumerable<string> texts) => texts
        .SelectMany(text => Word().Matches(text.ToLowerInvariant()))
        .Select(match => match.Value)
        .Where(word => word.Length > 1)
        .Distinct()
        .Order(StringComparer.Ordinal);

    public static BsonDocument Of(Tool tool)
    {
        var byField = s_fields.Select(field => (field.Name, Words: In(field.Texts(tool)).ToList())).ToList();
        return new BsonDocument(byField.Select(field => new BsonElement(field.Name, new BsonArray(field.Words))))
            .Add("any", new BsonArray(byField.SelectMany(field => field.Words).Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>The expression that computes a tool's score in a search: the weight of each field, times the searched words in it.</summary>
    public static BsonDocument Score(IEnumerable<string> words)
    {
        var searched = new BsonArray(words);
        return new BsonDocument("$add", new BsonArray(s_fields.Select(field => new BsonDocument(
            "$multiply",
            new BsonArray
            {
                field.Weight,
                new BsonDocument("$size", new BsonDocument("$setIntersection", new BsonArray { $"${Element}.{field.Name}", searched })),
            }))));
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+[+#]*")]
    private static partial Regex Word();
}
