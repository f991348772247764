using CodiesVibe.ServiceDefaults.Health;

namespace CodiesVibe.Api.Health;

/// <summary>The dependencies of the API, and the parts of the complete system that it reports on.</summary>
internal static class HealthRegistration
{
    public static void AddDependencyHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddRequired<MongoHealthCheck>("mongodb", HealthBudgets.Database, HealthTags.Ready, HealthTags.Full, HealthTags.OwnPath)
            .AddOptional<RedisHealthCheck>("redis", HealthBudgets.Database, HealthTags.Ready, HealthTags.Full, HealthTags.OwnPath)
            .AddRequired<SchemaHealthCheck>("schema", HealthBudgets.Database, HealthTags.Ready)
            .AddRequired<BackendHealthCheck>("backend", HealthBudgets.Backend, HealthTags.Full, HealthTags.OwnPath)
            .AddRequired<EdgeHealthCheck>("frontend", HealthBudgets.Edge, HealthTags.Full)
            .AddRequired<EdgeHealthCheck>("nginx", HealthBudgets.Edge, HealthTags.Full);

        // A probe reports what it sees, without retries. The only method for this is still marked as experimental.
#pragma warning disable EXTEXP0001
        services.AddHttpClient(EdgeHealthCheck.Edge).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }
}
