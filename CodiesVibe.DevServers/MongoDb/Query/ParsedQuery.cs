using CodiesVibe.DevServers.MongoDb.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>A filter, and the text search in it if there is one.</summary>
internal sealed record ParsedQuery(Filter Filter, TextSearch? Text)
{
    /// <summary>The paths that a matching document must hold with one certain value.</summary>
    public IEnumerable<(FieldPath Path, BsonValue Value)> Equalities => EqualitiesOf(Filter);

    /// <summary>The one _id that can match, where the filter names it.</summary>
    public BsonValue? Id => Equalities
        .Where(e => e.Path.Text == "_id" && e.Value is not (BsonArray or BsonNull))
        .Select(e => e.Value)
        .FirstOrDefault();

    private static IEnumerable<(FieldPath, BsonValue)> EqualitiesOf(Filter filter) => filter switch
    {
        AllOf all => all.Parts.SelectMany(EqualitiesOf),
        AnyOf { Parts: [var only] } => EqualitiesOf(only),
        AtPath { EqualTo: { } value } at => [(at.Path, value)],
        _ => [],
    };
}
