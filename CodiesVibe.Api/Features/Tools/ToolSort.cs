using MongoDB.Bson;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The orders in which tools can be listed. Each ends with the slug, so that it is total and pages never overlap.</summary>
internal static class ToolSort
{
    public const string ByName = "name";

    /// <summary>The best match first; without a search all match alike.</summary>
    public const string ByRelevance = "relevance";

    /// <summary>The field that holds the score of a search.</summary>
    public const string Score = "score";

    public static readonly IReadOnlyDictionary<string, BsonDocument> All = new Dictionary<string, BsonDocument>
    {
        [ByRelevance] = Descending(Score),
        [ByName] = Descending(),
        ["newest"] = Descending("createdAt"),
        ["popularity"] = Descending("popularity"),
        ["rating"] = Descending("rating", "reviewCount"),
    };

    /// <summary>By these fields, greatest first, then by name.</summary>
    private static BsonDocument Descending(params IEnumerable<string> fields) =>
        new BsonDocument(fields.Select(field => new BsonElement(field, -1))).Add("nameKey", 1).Add("slug", 1);
}
