namespace CodiesVibe.Delivery.Images;

/// <summary>An image in a registry.</summary>
/// <param name="Digest">Its digest, <c>sha256:...</c>.</param>
/// <param name="Tags">Its tags; none where others have taken them over, or where it is one platform of another image.</param>
/// <param name="PushedAt">When it was pushed.</param>
public sealed record StoredImage(string Digest, IReadOnlyList<string> Tags, DateTimeOffset PushedAt)
{
    /// <summary>The digests of the images that it consists of, where it has several platforms.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];
}
