namespace CodiesVibe.Deployment.Images;

/// <summary>The repository that images are built from.</summary>
/// <param name="Root">Its root, which is the build context.</param>
/// <param name="Revision">The state of its files; null where they are not those of a commit.</param>
public sealed record SourceTree(string Root, SourceRevision? Revision)
{
    /// <summary>Why nothing is built where there is no <see cref="Revision"/>.</summary>
    internal const string NoCommit =
        "The working tree has changes that no commit holds, so nobody could say what an image was built from. Commit them, or put them aside with 'git stash --include-untracked'.";

    /// <summary>The build arguments that tell an image where it comes from.</summary>
    internal IEnumerable<string> BuildArguments(string version) => [$"VERSION={version}", $"REVISION={Revision!.Commit}", $"CREATED={Revision.At}"];
}
