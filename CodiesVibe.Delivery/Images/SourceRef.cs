namespace CodiesVibe.Delivery.Images;

/// <summary>What images are built for: a branch, a tag or a pull request.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">The name of the branch or tag; the number of the pull request.</param>
public sealed record SourceRef(SourceRefKind Kind, string Name)
{
    private static readonly (string Prefix, SourceRefKind Kind)[] s_forms =
        [("refs/heads/", SourceRefKind.Branch), ("refs/tags/", SourceRefKind.Tag), ("refs/pull/", SourceRefKind.PullRequest)];

    /// <summary>Reads a full reference of git, for example <c>refs/heads/main</c>.</summary>
    /// <exception cref="DeliveryException">It is not one.</exception>
    public static SourceRef Parse(string text)
    {
        foreach (var (prefix, kind) in s_forms)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length)
            {
                var name = text[prefix.Length..];
                return new(kind, kind == SourceRefKind.PullRequest ? name.Split('/')[0] : name);
            }
        }

        throw new DeliveryException($"'{text}' is not a reference of a branch, a tag or a pull request. Give a full one, for example '--Delivery:Ref=refs/heads/main'.");
    }
}

/// <summary>What a <see cref="SourceRef"/> refers to.</summary>
public enum SourceRefKind
{
    /// <summary>A branch.</summary>
    Branch,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A pull request, whose images are built for validation only.</summary>
    PullRequest,
}
