using System.Text.Json.Serialization;
using CodiesVibe.Api.Database;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>A tool as the database stores it and the API returns it.</summary>
internal sealed record StoredTool : Tool
{
    public const string Collection = "tools";

    static StoredTool() => ElementNames.AreCamelCaseFor(typeof(Tool), typeof(StoredTool));

    /// <summary>The database's own key.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    [JsonPropertyOrder(-1)]
    public string Id { get; init; } = "";

    /// <summary>The name in lower case, for sorting.</summary>
    [JsonIgnore]
    public string NameKey { get; init; } = "";

    /// <summary>When it was added to the directory, UTC.</summary>
    [JsonPropertyOrder(1)]
    public DateTime CreatedAt { get; init; }

    public static IMongoCollection<StoredTool> In(IMongoDatabase database) => database.GetCollection<StoredTool>(Collection);

    /// <inheritdoc cref="NameKey"/>
    public static string KeyOf(string name) => name.ToLowerInvariant();

    /// <summary>The elements made from the tool: all but the key and the creation time.</summary>
    public static BsonDocument ElementsOf(Tool tool) =>
        tool.ToBsonDocument().Set("nameKey", KeyOf(tool.Name)).Set(ToolWords.Element, ToolWords.Of(tool));
}
