using System.Globalization;

namespace CodiesVibe.Deployment.Images;

/// <summary>The state of the sources that images are built from.</summary>
/// <param name="Commit">The commit, as short as it stands in the version of a deployment.</param>
/// <param name="At">When it was made, in the form of ISO 8601.</param>
/// <param name="FullCommit">The commit in all its digits.</param>
public sealed record SourceRevision(string Commit, string At, string FullCommit)
{
    /// <summary>When it was made.</summary>
    internal DateTimeOffset MadeAt => DateTimeOffset.Parse(At, CultureInfo.InvariantCulture);
}
