using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>The index that makes names unique.</summary>
internal static class AccountIndexes
{
    public static Task CreateAsync(IMongoDatabase database, CancellationToken cancellationToken) => Account.In(database).Indexes.CreateOneAsync(
        new CreateIndexModel<Account>(Builders<Account>.IndexKeys.Ascending(account => account.NormalizedName), new() { Name = "accounts_name", Unique = true }),
        cancellationToken: cancellationToken);
}
