using CodiesVibe.Api.Errors;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;
using OpenTelemetry.Trace;

namespace CodiesVibe.Api.Database;

/// <summary>The connection to MongoDB by <c>ConnectionStrings:codiesvibe</c>.</summary>
internal static class MongoConnection
{
    private const string DatabaseName = "codiesvibe";

    /// <summary>The user who may read, write, create and drop everything in the database; where there is none, the application's own may.</summary>
    private const string Maintenance = "maintenance";

    /// <summary>Longer than any command of a backup or a restore takes.</summary>
    private static readonly TimeSpan s_maintenanceTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Registers the database. <see cref="IEventSubscriber"/>s in the container see every event of the driver.</summary>
    /// <exception cref="StartupException">The connection string is missing or not valid.</exception>
    public static void AddMongo(this WebApplicationBuilder builder)
    {
        var url = ReadUrl(builder.Configuration, DatabaseName);
        builder.Services.AddSingleton<IMongoClient>(services => new MongoClient(Settings(url, services.GetServices<IEventSubscriber>())));
        builder.Services.AddSingleton(services => Database(services.GetRequiredService<IMongoClient>(), url));
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddSingleton<IEventSubscriber>(services => services.GetRequiredService<DatabaseOutage>());
        builder.Services.AddSingleton<Schema>();
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddHostedService<DatabasePreparation>();
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(MongoTelemetry.ActivitySourceName));
    }

    /// <summary>The database alone, for a program that is not the whole API.</summary>
    /// <exception cref="StartupException">The connection string is missing or not valid.</exception>
    public static IMongoDatabase Open(IConfiguration configuration)
    {
        var url = ReadUrl(configuration, DatabaseName);
        return Database(new MongoClient(Settings(url, [])), url);
    }

    /// <summary>The database, for work on all of it.</summary>
    /// <returns>The database, and the setting that its connection string was read from.</returns>
    /// <exception cref="StartupException">The connection string is missing or not valid.</exception>
    public static (IMongoDatabase Database, string Setting) OpenForMaintenance(IConfiguration configuration)
    {
        var name = configuration.GetConnectionString(Maintenance) is null ? DatabaseName : Maintenance;
        var url = ReadUrl(configuration, name);
        var settings = Settings(url, []);
        settings.SocketTimeout = s_maintenanceTimeout;
        return (Database(new MongoClient(settings), url), $"ConnectionStrings__{name}");
    }

    /// <summary>Returns when MongoDB has answered a ping.</summary>
    /// <exception cref="MongoException">See <see cref="DatabaseFailure"/>.</exception>
    /// <exception cref="TimeoutException">MongoDB does not respond.</exception>
    public static Task PingAsync(this IMongoDatabase database, CancellationToken cancellationToken) =>
        database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);

    private static IMongoDatabase Database(IMongoClient client, MongoUrl url) => client.GetDatabase(url.DatabaseName ?? DatabaseName);

    private static MongoUrl ReadUrl(IConfiguration configuration, string name)
    {
        var text = configuration.GetConnectionString(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StartupException(
                $"The connection string of the database is missing. Set ConnectionStrings__{name} to mongodb://user:password@host:port/{DatabaseName}?authSource=admin.");
        }

        try
        {
            return MongoUrl.Create(text);
        }
        catch (Exception error) when (error is MongoConfigurationException or ArgumentException or FormatException)
        {
            // The driver's message repeats the string, and with it the password.
            throw new StartupException(
                $"ConnectionStrings__{name} is not a valid MongoDB connection string. Use the form mongodb://user:password@host:port/{DatabaseName}?authSource=admin, and percent-encode special characters in the user name and password.");
        }
    }

    /// <summary>
    /// The driver notices within the heartbeat interval plus the connect time-out that a server is unavailable, even where packets are dropped,
    /// and within the heartbeat interval that it is available again.
    /// </summary>
    private static MongoClientSettings Settings(MongoUrl url, IEnumerable<IEventSubscriber> subscribers)
    {
        var settings = MongoClientSettings.FromUrl(url);
        settings.ApplicationName ??= "codiesvibe-api";
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(3);
        settings.ConnectTimeout = TimeSpan.FromSeconds(3);
        settings.HeartbeatInterval = TimeSpan.FromSeconds(1);
        // With the wait for a server before it, still less than a request may take: the driver then closes the connection, and the log says why.
        settings.SocketTimeout = TimeSpan.FromSeconds(6);
        settings.ClusterConfigurator = cluster => SubscribeAll(cluster, subscribers);
        return settings;
    }

    private static void SubscribeAll(ClusterBuilder cluster, IEnumerable<IEventSubscriber> subscribers)
    {
        foreach (var subscriber in subscribers)
        {
            cluster.Subscribe(subscriber);
        }
    }
}
