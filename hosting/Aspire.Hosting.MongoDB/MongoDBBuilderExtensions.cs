using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.MongoDB;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds MongoDB servers and databases.</summary>
public static class MongoDBBuilderExtensions
{
    /// <summary>Adds a server with the administrator <c>admin</c> and a generated password.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">The port that clients use; a free one by default.</param>
    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddMongoDB(name, port, userName: null, password: null);

    /// <summary>Adds a server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">The port that clients use; a free one by default.</param>
    /// <param name="userName">The administrator's name; <c>admin</c> when left out.</param>
    /// <param name="password">The administrator's password; generated, and kept in the app host's user secrets, when left out.</param>
    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(
        this IDistributedApplicationBuilder builder, string name, int? port = null,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new MongoDBServerResource(name, userName?.Resource, secret);
        return builder.AddResource(server)
            .WithImage(MongoDBContainerImage.Image, MongoDBContainerImage.Tag)
            .WithImageRegistry(MongoDBContainerImage.Registry)
            .WithEndpoint(port, MongoDBContainerImage.Port, name: MongoDBServerResource.PrimaryEndpointName)
            .WithEnvironment("MONGO_INITDB_ROOT_USERNAME", server.UserName)
            .WithEnvironment("MONGO_INITDB_ROOT_PASSWORD", $"{server.PasswordParameter}")
            .WithPing();
    }

    /// <summary>Adds a database, which the first write creates.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="databaseName">Name of the database; the resource's name when left out.</param>
    public static IResourceBuilder<MongoDBDatabaseResource> AddDatabase(this IResourceBuilder<MongoDBServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new MongoDBDatabaseResource(name, databaseName ?? name, builder.Resource);
        var added = builder.ApplicationBuilder.AddResource(database).WithPing();
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added;
    }

    /// <summary>Keeps the data in a volume of the container engine.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the volume; by default one for this app host and resource.</param>
    /// <param name="isReadOnly">Whether the server may not write to it.</param>
    public static IResourceBuilder<MongoDBServerResource> WithDataVolume(this IResourceBuilder<MongoDBServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), MongoDBContainerImage.DataFolder, isReadOnly);
    }

    /// <summary>Keeps the data in a folder of this machine.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder; relative to the app host's folder.</param>
    /// <param name="isReadOnly">Whether the server may not write to it.</param>
    public static IResourceBuilder<MongoDBServerResource> WithDataBindMount(this IResourceBuilder<MongoDBServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, MongoDBContainerImage.DataFolder, isReadOnly);

    private static IResourceBuilder<T> WithPing<T>(this IResourceBuilder<T> builder) where T : IResourceWithConnectionString
    {
        var key = $"{builder.Resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new MongoDBHealthCheck(builder.Resource), HealthStatus.Unhealthy);
        return builder.WithHealthCheck(key);
    }
}
