using CodiesVibe.DevServers.MongoDb.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>A condition on a document.</summary>
internal abstract record Filter
{
    public static readonly Filter Everything = new AllOf([]);

    public abstract bool Matches(BsonDocument document);
}

internal sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter
{
    public override bool Matches(BsonDocument document) => Parts.All(p => p.Matches(document));
}

internal sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter
{
    public override bool Matches(BsonDocument document) => Parts.Any(p => p.Matches(document));
}

internal sealed record Not(Filter Inner) : Filter
{
    public override bool Matches(BsonDocument document) => !Inner.Matches(document);
}

/// <summary>Some value at the path passes the test.</summary>
/// <param name="EqualTo">The value of the test if it is an equality, for look-ups and upserts.</param>
internal sealed record AtPath(FieldPath Path, Func<BsonValue?, bool> Test, BsonValue? EqualTo = null) : Filter
{
    public override bool Matches(BsonDocument document) => Path.Values(document).Any(Test);
}

/// <summary>The document's text matches a search.</summary>
internal sealed record TextMatch(TextSearch Search) : Filter
{
    public override bool Matches(BsonDocument document) => Search.Score(document) is not null;
}
