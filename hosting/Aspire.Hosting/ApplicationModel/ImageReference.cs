using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A reference to an image, taken apart.</summary>
/// <param name="Name">Registry, if stated, and name.</param>
/// <param name="Tag">Null when left out.</param>
/// <param name="Digest">Hexadecimal, without its prefix; null when left out.</param>
internal sealed partial record ImageReference(string Name, string? Tag, string? Digest)
{
    public const string DigestPrefix = "sha256:";

    /// <exception cref="DistributedApplicationException">No image can be called that.</exception>
    public static ImageReference Parse(string text, string resource)
    {
        var match = Grammar().Match(text);
        return match.Success
            ? new(match.Groups["name"].Value, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]))
            : throw new DistributedApplicationException($"'{text}' is no image that the resource '{resource}' could run. {Rules}");
    }

    private const string Rules = "An image is written 'name', 'name:tag' or 'name@sha256:digest': the name in lower case, with a registry before it if need be ('registry.example.com:5000/team/name'), "
        + "the tag of letters, digits, '_', '.' and '-' (at most 128), the digest of 64 hexadecimal digits.";

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex("""
        \A(?<name>
            (?:(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|\[[0-9a-fA-F:]+\]|[A-Za-z0-9-]+(?=:[0-9]+/))(?::[0-9]+)?/)?
            [a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*
        )(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@sha256:(?<digest>[0-9a-fA-F]{64}))?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
