using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodiesVibe.Publishing.Output;

/// <summary>What was published into a directory: the file that tells published files from edited and foreign ones.</summary>
internal sealed record PublishedList
{
    /// <summary>Its name in the directory.</summary>
    public const string Name = ".publish.json";

    /// <summary>The name of the list of a set that is being written, or was when the process was killed: what it lists is not edited either.</summary>
    public const string PendingName = ".publish.next.json";

    private const int CurrentSchema = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The version of this form.</summary>
    public required int Schema { get; init; }

    /// <summary>The files by path, with the SHA-256 of their content in hexadecimal digits.</summary>
    public required SortedDictionary<string, string> Files { get; init; }

    /// <summary>The symbolic links by path, with what they point at.</summary>
    public required SortedDictionary<string, string> Links { get; init; }

    /// <summary>Every path of it, sorted.</summary>
    [JsonIgnore]
    public IEnumerable<string> Paths => Files.Keys.Concat(Links.Keys).Order(StringComparer.Ordinal);

    /// <summary>The list of a set.</summary>
    public static PublishedList Of(IEnumerable<GeneratedFile> files)
    {
        var list = new PublishedList { Schema = CurrentSchema, Files = new(StringComparer.Ordinal), Links = new(StringComparer.Ordinal) };
        foreach (var file in files)
        {
            (file.Kind == FileKind.Link ? list.Links : list.Files).Add(file.Path, Mark(file));
        }

        return list;
    }

    /// <summary>Reads a list.</summary>
    /// <param name="file">The file; null where there is none, which lists nothing.</param>
    /// <param name="directory">The published directory, for messages.</param>
    /// <param name="force">Whether an unreadable list counts as an empty one.</param>
    /// <exception cref="PublishingException">The list is damaged, or of a newer version.</exception>
    public static PublishedList Read(GeneratedFile? file, string directory, bool force)
    {
        if (file is null)
        {
            return Of([]);
        }

        var path = Path.Combine(directory, file.Path);
        try
        {
            using var document = JsonDocument.Parse(file.Content);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("schema", out var schema) && schema.TryGetInt32(out var version) && version > CurrentSchema)
            {
                throw new PublishingException($"'{path}' was written by a newer version (schema {version}; this version supports {CurrentSchema}). Publish with that version, or into another directory.");
            }

            return document.Deserialize<PublishedList>(s_json)?.Checked() ?? throw new JsonException("The document is null.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return force
                ? Of([])
                : throw new PublishingException($"'{path}' is damaged, so edited files cannot be distinguished from published ones. Restore it, or publish with '-- --force', which overwrites edited files.");
        }
    }

    /// <summary>The list as a file.</summary>
    public GeneratedFile ToFile() => GeneratedFile.Text(Name, JsonSerializer.Serialize(this, s_json) + "\n");

    /// <summary>Whether a file is as it was published.</summary>
    public bool Has(GeneratedFile file) => (file.Kind == FileKind.Link ? Links : Files).TryGetValue(file.Path, out var mark) && mark == Mark(file);

    private static string Mark(GeneratedFile file) =>
        file.Kind == FileKind.Link ? FilePaths.TextOf(file) : Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));

    /// <summary>A list that somebody changed must not make publishing remove what it never wrote.</summary>
    private PublishedList Checked()
    {
        if (Files.ContainsValue(null!) || Links.ContainsValue(null!))
        {
            throw new JsonException("A path has no hash.");
        }

        try
        {
            FilePaths.Check([.. Files.Keys.Select(path => GeneratedFile.Text(path, "")), .. Links.Select(link => GeneratedFile.Text(link.Key, link.Value, FileKind.Link))]);
        }
        catch (PublishingException exception)
        {
            throw new JsonException(exception.Message, exception);
        }

        // Read dictionaries sort by culture otherwise.
        return this with { Files = new(Files, StringComparer.Ordinal), Links = new(Links, StringComparer.Ordinal) };
    }
}
