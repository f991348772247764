namespace CodiesVibe.Deployment.Images;

/// <summary>The state of the sources that images are built from.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="At">When it was made, in the form of ISO 8601.</param>
public sealed record SourceRevision(string Commit, string At);
