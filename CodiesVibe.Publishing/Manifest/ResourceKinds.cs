using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>What a resource of the manifest becomes.</summary>
internal enum ResourceKind
{
    /// <summary>A service.</summary>
    Service,

    /// <summary>A value that others refer to.</summary>
    Value,

    /// <summary>A program without an image.</summary>
    Program,

    /// <summary>The facts of production.</summary>
    Facts,

    /// <summary>Something of our own family that is for others.</summary>
    Foreign,
}

/// <summary>Tells the kind of a resource by its type.</summary>
internal static class ResourceKinds
{
    private const string OwnFamily = "codiesvibe.";

    /// <exception cref="PublishingException">The type is unknown or newer than this version.</exception>
    public static ResourceKind Of(ManifestResource resource) => resource.Type switch
    {
        "container.v0" or "container.v1" or "project.v0" => ResourceKind.Service,
        "parameter.v0" or "value.v0" or "annotated.string" => ResourceKind.Value,
        "executable.v0" => ResourceKind.Program,
        ProductionFacts.ResourceType => ResourceKind.Facts,
        _ when Family(resource.Type) is "container" or "project" or "parameter" or "value" or "executable" || Family(resource.Type) == Family(ProductionFacts.ResourceType) =>
            throw resource.Fault($"has the type '{resource.Type}', a version that this publisher does not support"),
        _ when resource.Type.StartsWith(OwnFamily, StringComparison.Ordinal) => ResourceKind.Foreign,
        _ => throw resource.Fault($"has the type '{resource.Type}', which cannot be published as a container. Replace it, or exclude it with ExcludeFromManifest()"),
    };

    /// <summary>The type without its version.</summary>
    private static string Family(string type) => type.LastIndexOf(".v", StringComparison.Ordinal) is > 0 and var at ? type[..at] : type;
}
