using CodiesVibe.Api.Features.Tools;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Monitoring;

/// <summary>The status of MongoDB and of the tools in it, at one moment.</summary>
/// <param name="CurrentConnections">Open connections, of all clients.</param>
/// <param name="AvailableConnections">How many more it would accept.</param>
/// <param name="Operations">Operations since the server started, by type.</param>
/// <param name="ResidentBytes">The resident memory of the server.</param>
/// <param name="Tools">The number of tools in each category; a tool may be in several.</param>
internal sealed record MongodbStatus(
    long CurrentConnections,
    long AvailableConnections,
    IReadOnlyDictionary<string, long> Operations,
    long ResidentBytes,
    IReadOnlyDictionary<string, long> Tools)
{
    private const long Mebibyte = 1024 * 1024;

    /// <exception cref="MongoException">See <see cref="Database.DatabaseFailure"/>.</exception>
    public static async Task<MongodbStatus> ReadAsync(IMongoDatabase database, ToolStore tools, CancellationToken cancellationToken)
    {
        var status = await database.Client.GetDatabase("admin")
            .RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1), cancellationToken: cancellationToken);
        return new MongodbStatus(
            status["connections"]["current"].ToInt64(),
            status["connections"]["available"].ToInt64(),
            status["opcounters"].AsBsonDocument.Where(counter => counter.Value.IsNumeric).ToDictionary(counter => counter.Name, counter => counter.Value.ToInt64()),
            status["mem"]["resident"].ToInt64() * Mebibyte,
            await tools.CountByCategoryAsync(cancellationToken));
    }
}
