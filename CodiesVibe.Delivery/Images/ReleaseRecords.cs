using System.Text.Json;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Delivery.Images;

/// <summary>What the releases of all environments run, by copies of their <c>release.json</c>.</summary>
/// <param name="Images">The names of their images, each without tag and digest.</param>
/// <param name="InUse">The tags and digests that they name.</param>
public sealed record ReleaseRecords(IReadOnlySet<string> Images, IReadOnlySet<string> InUse)
{
    /// <summary>Reads every record below a directory.</summary>
    /// <exception cref="DeliveryException">There is none, or one cannot be read.</exception>
    public static ReleaseRecords Read(string directory)
    {
        var files = Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "release.json", SearchOption.AllDirectories).ToList() : [];
        if (files.Count == 0)
        {
            throw new DeliveryException($"'{directory}' holds no release.json, so nobody knows which images are in use. Copy the directory 'releases' of each server into it, for example with 'scp -r SERVER:codiesvibe/releases {directory}/production'.");
        }

        var images = files.SelectMany(file => Parse(file).Images.Values).ToList();
        return new(
            images.Select(NameOf).ToHashSet(StringComparer.Ordinal),
            images.SelectMany(image => new[] { ImageName.Parse(image).Tag, image.Split('@').ElementAtOrDefault(1) }).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Refuses to tell what is in use of an image that no release has: those records are of something else.</summary>
    /// <exception cref="DeliveryException">None has it.</exception>
    public void Require(string image)
    {
        if (!Images.Contains(image))
        {
            throw new DeliveryException($"No release names the image '{image}'; they name {string.Join(", ", Images.Order(StringComparer.Ordinal))}. Are the records those of this product, and is Deploy:Registry the registry that it is deployed from?");
        }
    }

    private static string NameOf(string image)
    {
        var name = ImageName.Parse(image);
        return $"{name.Registry}/{name.Repository}";
    }

    private static Release Parse(string file)
    {
        try
        {
            return Release.Parse(File.ReadAllText(file));
        }
        catch (JsonException exception)
        {
            throw new DeliveryException($"'{file}' is not the record of a release: {exception.Message} Copy it from the server again; nothing was removed.");
        }
    }
}
