using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Mongo;

/// <summary>Where the database server is.</summary>
internal static class MongoServer
{
    /// <summary>Its name: that of its service where the system has it, and what the gate and the metrics of the backend call it anywhere.</summary>
    public const string Name = "mongodb";

    /// <summary>Whether it is outside of the system.</summary>
    public static bool IsExternalIn(SystemModel model) => model.HasExternal(Name);
}
