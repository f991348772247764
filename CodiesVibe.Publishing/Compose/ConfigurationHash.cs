using System.Security.Cryptography;
using System.Text;
using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Publishing.Compose;

/// <summary>
/// Compose recreates a container when its definition changes, and does not look into the files that it mounts; a label that holds their hash
/// makes a changed file a changed definition.
/// </summary>
internal static class ConfigurationHash
{
    /// <summary>The SHA-256 over path and content of all files below the mounted directories; null where none is mounted.</summary>
    public static string? Of(IReadOnlyList<MountFacts> mounts, IReadOnlyList<GeneratedFile> files)
    {
        var mounted = files.Where(file => mounts.Any(mount => file.Path.StartsWith(mount.Source + "/", StringComparison.Ordinal)))
            .OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (mounted.Count == 0)
        {
            return null;
        }

        var list = string.Concat(mounted.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))} {file.Kind} {file.Path}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }
}
