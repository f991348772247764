namespace CodiesVibe.Publishing.Output;

/// <summary>What publishing does to one file of a directory.</summary>
/// <param name="Before">The file as it lies there; null where there is none.</param>
/// <param name="After">The file as it is published; null where it is no longer made.</param>
/// <param name="IsEdited">Whether what lies there was not published: somebody edited it, or it was never ours.</param>
public sealed record FileChange(GeneratedFile? Before, GeneratedFile? After, bool IsEdited)
{
    /// <summary>Relative to the directory, with forward slashes.</summary>
    public string Path => (After ?? Before)!.Path;

    /// <summary>In one word, for people.</summary>
    public string Verb => Before is null ? "added" : After is null ? "removed" : "changed";
}
