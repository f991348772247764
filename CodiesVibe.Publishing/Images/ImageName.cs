namespace CodiesVibe.Publishing.Images;

/// <summary>An image as a registry knows it.</summary>
/// <param name="Registry">Host, with a port where it is not the usual one.</param>
/// <param name="Repository">The name with its owner.</param>
/// <param name="Tag">The version.</param>
internal sealed record ImageName(string Registry, string Repository, string Tag)
{
    private const string DockerHub = "docker.io";

    /// <summary>Reads a name as the container engines do: without a registry it is on Docker Hub.</summary>
    /// <param name="image">A name with a tag; a digest behind it is left out.</param>
    /// <exception cref="PublishingException">It has no tag.</exception>
    public static ImageName Parse(string image)
    {
        var name = image.Split('@')[0];
        var (registry, rest) = name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && (name[..slash].IndexOfAny(['.', ':']) >= 0 || name[..slash] == "localhost")
            ? (name[..slash], name[(slash + 1)..])
            : (DockerHub, name);
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || colon == rest.Length - 1 || rest.IndexOf('/', colon) >= 0)
        {
            throw new PublishingException($"The image '{image}' has no tag, so it cannot be pinned. Add a tag in the app host.");
        }

        var repository = rest[..colon];
        return new(registry, registry == DockerHub && !repository.Contains('/') ? $"library/{repository}" : repository, rest[(colon + 1)..]);
    }

    /// <summary>Where its manifest is asked for: always encrypted, but for a registry of this machine.</summary>
    public Uri Manifest => new($"{(IsOfThisMachine ? "http" : "https")}://{(Registry == DockerHub ? "registry-1.docker.io" : Registry)}/v2/{Repository}/manifests/{Tag}");

    private bool IsOfThisMachine => Uri.TryCreate($"http://{Registry}", UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>The full name, registry and owner included.</summary>
    public override string ToString() => $"{Registry}/{Repository}:{Tag}";
}
