using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>A document that a query found.</summary>
/// <param name="Position">Its place in the collection's natural order.</param>
/// <param name="Score">Its text score; null where the query has no text search.</param>
internal readonly record struct Match(long Position, BsonDocument Document, double? Score)
{
    public BsonValue TextScore => Score ?? throw new Errors.CommandException(
        (Errors.ErrorCode)40218, "query requires text score metadata, but it is not available");
}
