using MongoDB.Bson.Serialization.Conventions;

namespace CodiesVibe.Api.Database;

/// <summary>How the properties of stored types are named in the database.</summary>
internal static class ElementNames
{
    /// <summary>In camel case; elements of later versions are ignored. To be called before a type is first read or written.</summary>
    public static void AreCamelCaseFor(params Type[] types) => ConventionRegistry.Register(
        types[0].Name,
        new ConventionPack { new CamelCaseElementNameConvention(), new IgnoreExtraElementsConvention(true) },
        types.Contains);
}
