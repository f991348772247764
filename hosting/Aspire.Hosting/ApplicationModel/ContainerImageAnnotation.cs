namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? tag;
    private string? digest;

    /// <summary>Where the image comes from; the engine's default when left out.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name.</summary>
    public required string Image { get; set; }

    /// <summary>Its tag; setting one takes <see cref="SHA256"/> away.</summary>
    public string? Tag
    {
        get => tag;
        set => (tag, digest) = (value, null);
    }

    /// <summary>The digest of exactly one image, 64 hexadecimal digits; setting one takes <see cref="Tag"/> away.</summary>
    public string? SHA256
    {
        get => digest;
        set => (digest, tag) = (value, null);
    }

    internal string FullName => (string.IsNullOrEmpty(Registry) ? "" : Registry + "/") + Image
        + (SHA256 is not null ? $"@{ImageReference.DigestPrefix}{SHA256}" : Tag is null ? "" : $":{Tag}");
}
