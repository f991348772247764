using CodiesVibe.AppHost.Production;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.AppHost.Topology;

/// <summary>A MongoDB server outside of the system: the connection string of the database names it.</summary>
internal static class ExternalMongo
{
    private const string Key = "Mongo:External";

    /// <summary>Whether the system uses such a server instead of one of its own.</summary>
    /// <exception cref="DistributedApplicationException">The setting is neither true nor false.</exception>
    public static bool HasExternalMongo(this IDistributedApplicationBuilder builder) =>
        builder.Configuration[Key] is { Length: > 0 } text
        && (bool.TryParse(text, out var external)
            ? external
            : throw new DistributedApplicationException($"{Key} is '{text}', which is not a valid switch. Set it to 'true' or 'false', or remove the setting."));

    /// <summary>The database on the external server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Of the connection string.</param>
    /// <param name="server">What the gate of the backend calls the server.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddExternalMongo(this IDistributedApplicationBuilder builder, string name, string server)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            // Only the server has the value, so publishing does not ask for it.
            builder.Configuration.AddInMemoryCollection([new($"ConnectionStrings:{name}", "")]);
        }

        return builder.AddConnectionString(name).WithIconName("Database").WithAnnotation(new ExternalServerAnnotation(server));
    }

    /// <summary>The setting as an environment variable, for a process that builds the same model.</summary>
    public static KeyValuePair<string, string?> AsVariable(IConfiguration configuration) => new(Key.Replace(":", "__", StringComparison.Ordinal), configuration[Key]);
}
