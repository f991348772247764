using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>An index as listIndexes shows it.</summary>
internal sealed class IndexSpec
{
    public const string IdName = "_id_";

    public IndexSpec(BsonDocument document)
    {
        Document = document;
        if (document.TryGetValue("weights", out var weights))
        {
            Text = new TextIndex(
                weights.AsBsonDocument.Select(w => (w.Name, w.Value.ToDouble())),
                document["language_override"].AsString);
        }
        else
        {
            Paths = [.. Key.Names.Select(name => new FieldPath(name))];
        }
    }

    public static IndexSpec Id { get; } = new(new BsonDocument
    {
        { "v", 2 },
        { "key", new BsonDocument("_id", 1) },
        { "name", IdName },
    });

    public BsonDocument Document { get; }

    public string Name => Document["name"].AsString;

    public BsonDocument Key => Document["key"].AsBsonDocument;

    public bool Unique => Name == IdName || Document.GetValue("unique", false).ToBoolean();

    /// <summary>The indexed paths; empty for a text index.</summary>
    public IReadOnlyList<FieldPath> Paths { get; } = [];

    public TextIndex? Text { get; }
}
