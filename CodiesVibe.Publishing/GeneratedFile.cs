using System.Text;

namespace CodiesVibe.Publishing;

/// <summary>One file of the published directory.</summary>
/// <param name="Path">Relative to the directory, with forward slashes.</param>
/// <param name="Content">The bytes; of a link, the relative path that it points at.</param>
/// <param name="Kind">What kind of file it is.</param>
public sealed record GeneratedFile(string Path, ReadOnlyMemory<byte> Content, FileKind Kind = FileKind.Regular)
{
    /// <summary>A text file in UTF-8 without a byte order mark.</summary>
    /// <param name="path">See <see cref="Path"/>.</param>
    /// <param name="text">The text; its lines end with a line feed.</param>
    /// <param name="kind">See <see cref="Kind"/>.</param>
    public static GeneratedFile Text(string path, string text, FileKind kind = FileKind.Regular) => new(path, Encoding.UTF8.GetBytes(text), kind);
}
