using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aspire.Hosting.MongoDB;

/// <summary>Healthy when the server accepts the login and answers a ping.</summary>
internal sealed class MongoDBHealthCheck(IResourceWithConnectionString resource) : IHealthCheck
{
    private static readonly BsonDocument s_ping = new("ping", 1);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var url = new MongoUrl(await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false));
        var settings = MongoClientSettings.FromUrl(url);
        settings.ServerSelectionTimeout = s_limit;
        settings.ConnectTimeout = s_limit;
        try
        {
            // Each check uses a new client, and so sees what a new client sees.
            using var client = new MongoClient(settings);
            await client.GetDatabase(url.DatabaseName ?? MongoDBServerResource.AuthenticationDatabase)
                .RunCommandAsync<BsonDocument>(s_ping, cancellationToken: cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"MongoDB at {url.Server} does not respond or rejects the request ({exception.GetType().Name}).", exception);
        }
    }
}
