using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Mongo;

/// <summary>What MongoDB starts a new database with: its users, and the tools that the API seeds.</summary>
internal static class MongoConfiguration
{
    private const string Directory = "mongo";

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.Services.Any(service => service.Facts.Mounts.Any(mount => mount.Source == Directory)))
        {
            yield return GeneratedFile.Text(
                $"{Directory}/mongo-init.js",
                Resource.Read("mongo-init.js")
                    .Replace("@applicationPassword", MongoUsers.ApplicationPassword, StringComparison.Ordinal)
                    .Replace("@application", MongoUsers.Application, StringComparison.Ordinal)
                    .Replace("@maintenancePassword", MongoUsers.MaintenancePassword, StringComparison.Ordinal)
                    .Replace("@maintenance", MongoUsers.Maintenance, StringComparison.Ordinal)
                    .Replace("@probePassword", MongoUsers.ProbePassword, StringComparison.Ordinal)
                    .Replace("@probe", MongoUsers.Probe, StringComparison.Ordinal)
                    .Replace("/* @tools */\n", Resource.Read("tools.json"), StringComparison.Ordinal));
        }
    }
}
