using System.Text.RegularExpressions;

namespace CodiesVibe.Delivery.Images;

/// <summary>Which images a registry may lose. What somebody can still ask for by name stays.</summary>
/// <param name="Newest">How many tagged images stay whatever their age.</param>
/// <param name="Age">How long every image stays.</param>
public sealed partial record ImageRetention(int Newest, TimeSpan Age)
{
    /// <summary>The one that is documented.</summary>
    public static ImageRetention Usual { get; } = new(Newest: 20, TimeSpan.FromDays(30));

    /// <summary>The images that may go, the oldest first.</summary>
    /// <param name="images">All images of one name in the registry.</param>
    /// <param name="inUse">Digests and tags that releases name, of every environment.</param>
    /// <param name="now">The time.</param>
    /// <returns>Images that no release, no moving tag, no version and no image that stays names.</returns>
    public IReadOnlyList<StoredImage> Removable(IReadOnlyCollection<StoredImage> images, IReadOnlySet<string> inUse, DateTimeOffset now)
    {
        var newest = images.Where(image => image.Tags.Count > 0).OrderByDescending(image => image.PushedAt).ThenBy(image => image.Digest, StringComparer.Ordinal).Take(Newest);
        var staying = images.Where(image => inUse.Contains(image.Digest) || image.Tags.Any(tag => inUse.Contains(tag) || IsNamedByPeople(tag)) || image.PushedAt > now - Age)
            .Concat(newest).ToHashSet();

        // A platform has no tag of its own; without it the image that lists it cannot be pulled.
        var platforms = staying.SelectMany(image => image.Platforms).ToHashSet(StringComparer.Ordinal);
        return [.. images.Where(image => !staying.Contains(image) && !platforms.Contains(image.Digest)).OrderBy(image => image.PushedAt).ThenBy(image => image.Digest, StringComparer.Ordinal)];
    }

    private static bool IsNamedByPeople(string tag) => ImageTags.Moving.Contains(tag, StringComparer.Ordinal) || Version.IsMatch(tag);

    // 1, 1.2, 1.2.3 and 1.2.3-rc.1, but no date and no commit.
    [GeneratedRegex(@"^[0-9]{1,6}(\.[0-9]+){0,2}\z|^[0-9]+\.[0-9]+\.[0-9]+-", RegexOptions.CultureInvariant)]
    private static partial Regex Version { get; }
}
