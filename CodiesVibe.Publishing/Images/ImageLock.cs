using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodiesVibe.Publishing.Images;

/// <summary>The digests that registries told, kept in a file beside the manifest: an image that is pinned is always the same.</summary>
public sealed record ImageLock
{
    /// <summary>The file's name.</summary>
    public const string FileName = "images.lock.json";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The digests, <c>sha256:...</c>, by image with registry, owner and tag.</summary>
    public required SortedDictionary<string, string> Images { get; init; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; where it is missing nothing is pinned.</param>
    /// <exception cref="PublishingException">It cannot be read.</exception>
    public static ImageLock Read(string path)
    {
        if (!File.Exists(path))
        {
            return new() { Images = [] };
        }

        try
        {
            var read = JsonSerializer.Deserialize<ImageLock>(File.ReadAllBytes(path), s_json) ?? throw new JsonException("The document is null.");
            return read.Images.Values.All(digest => digest is not null && RegistryClient.IsDigest(digest)) ? read : throw new JsonException("It contains a value that is not a digest.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PublishingException($"'{path}' cannot be read: {exception.Message} Restore it, or delete it and pin the images again with 'dotnet aspire do pin-images'.");
        }
    }

    /// <summary>The digest of an image, or null where it is not pinned.</summary>
    /// <exception cref="PublishingException">The image has no tag.</exception>
    public string? Find(string image) => Images.GetValueOrDefault(ImageName.Parse(image).ToString());

    /// <summary>Asks the registries for the digest of each image.</summary>
    /// <param name="images">The images, each with a tag.</param>
    /// <param name="client">Asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PublishingException">A registry does not answer, or does not have an image.</exception>
    public static async Task<ImageLock> AskAsync(IEnumerable<string> images, RegistryClient client, CancellationToken cancellationToken)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in images.Select(image => ImageName.Parse(image).ToString()).Distinct().Order(StringComparer.Ordinal))
        {
            digests[image] = await client.GetDigestAsync(image, cancellationToken);
        }

        return new() { Images = digests };
    }

    /// <summary>Writes the file whole, or leaves it as it was.</summary>
    /// <exception cref="PublishingException">It cannot be written.</exception>
    public void Write(string path) => Output.WholeFile.Write(path, (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(this with { Images = new(Images, StringComparer.Ordinal) }, s_json), (byte)'\n']);
}
