using System.Text.Json.Serialization;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>A tool as it stands in the database, and as the API shows it.</summary>
internal sealed record StoredTool : Tool
{
    public const string Collection = "tools";

    static StoredTool() =>
        ConventionRegistry.Register(
            "tools",
            new ConventionPack { new CamelCaseElementNameConvention(), new IgnoreExtraElementsConvention(true) },
            type => type == typeof(Tool) || type == typeof(StoredTool));

    /// <summary>The database's own key.</summary>
    [JsonIgnore]
    public ObjectId Id { get; init; }

    /// <summary>The name as it is sorted: without regard to case.</summary>
    [JsonIgnore]
    public string NameKey { get; init; } = "";

    /// <summary>When it came into the directory, UTC.</summary>
    [JsonPropertyOrder(1)]
    public DateTime CreatedAt { get; init; }

    public static IMongoCollection<StoredTool> In(IMongoDatabase database) => database.GetCollection<StoredTool>(Collection);

    /// <summary>The elements that follow from what is said about the tool: all but the key and the time.</summary>
    public static BsonDocument ElementsOf(Tool tool) =>
        tool.ToBsonDocument().Set("nameKey", tool.Name.ToLowerInvariant());
}
