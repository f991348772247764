using System.Globalization;
using System.Text.RegularExpressions;

namespace CodiesVibe.Delivery.Images;

/// <summary>The tags of the images of a commit.</summary>
public static partial class ImageTags
{
    /// <summary>The branch whose newest images are <c>latest</c> and <c>stable</c>.</summary>
    public const string MainBranch = "main";

    /// <summary>Tags that move to the newest images of the main branch.</summary>
    public static IReadOnlyList<string> Moving { get; } = ["latest", "stable"];

    /// <summary>Digits of a commit in a tag.</summary>
    private const int ShortCommit = 7;

    /// <summary>Digits of the commit that a deployment from a working tree takes for its version.</summary>
    private const int VersionCommit = 12;

    /// <summary>What a registry accepts, in characters.</summary>
    private const int LongestTag = 128;

    /// <summary>All tags, each once, the commit itself first. A pull request has none, since its images are not pushed.</summary>
    /// <param name="source">What the images are built for.</param>
    /// <param name="commit">The commit, in 40 hexadecimal digits.</param>
    /// <param name="at">When the commit was made.</param>
    /// <exception cref="DeliveryException">The commit is not one, or a tag of git is not a version.</exception>
    public static IReadOnlyList<string> Of(SourceRef source, string commit, DateTimeOffset at)
    {
        if (!FullCommit.IsMatch(commit))
        {
            throw new DeliveryException($"'{commit}' is not a commit of 40 lower-case hexadecimal digits. Take the one that 'git rev-parse HEAD' prints.");
        }

        var digits = commit[..ShortCommit];
        var date = at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return source.Kind == SourceRefKind.PullRequest
            ? []
            : [.. new[] { commit, commit[..VersionCommit], $"sha-{digits}", $"{date}-{digits}" }.Concat(OfName(source, digits)).Distinct()];
    }

    private static string[] OfName(SourceRef source, string digits) => source.Kind switch
    {
        SourceRefKind.Tag => OfVersion(source.Name),
        _ when source.Name == MainBranch => [$"{Slug(source.Name)}-{digits}", .. Moving],
        _ => [$"{Slug(source.Name)}-{digits}"],
    };

    /// <summary>A pre-release has its own version only: who asks for <c>1.2</c> wants a finished one. Versions 0.x promise nothing to each other, so there is no <c>0</c>.</summary>
    private static string[] OfVersion(string tag)
    {
        if (ReleaseTag.Match(tag) is not { Success: true } version || tag.Length > LongestTag)
        {
            throw new DeliveryException($"The tag '{tag}' is not a version of the form 'v1.2.3' or 'v1.2.3-rc.1', so the images get no name from it. Tag the commit with a version, and delete this tag.");
        }

        var (major, minor) = (version.Groups["major"].Value, version.Groups["minor"].Value);
        return version.Groups["pre"].Success ? [tag[1..]]
            : major == "0" ? [tag[1..], $"{major}.{minor}"]
            : [tag[1..], $"{major}.{minor}", major];
    }

    /// <summary>The name of a branch as a part of a tag.</summary>
    private static string Slug(string branch)
    {
        var slug = NotInTags.Replace(branch.ToLowerInvariant(), "-").Trim('-', '.');
        slug = slug.Length == 0 ? "branch" : slug;
        return slug[..Math.Min(slug.Length, LongestTag - ShortCommit - 1)];
    }

    [GeneratedRegex(@"^[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FullCommit { get; }

    // Semantic versioning, without build metadata, for which tags have no character.
    [GeneratedRegex(@"^v(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?<pre>-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ReleaseTag { get; }

    [GeneratedRegex(@"[^a-z0-9_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInTags { get; }
}
