namespace CodiesVibe.Deployment.Planning;

/// <summary>Something on the server that is not as the last deployment left it.</summary>
/// <param name="Subject">What it is about: a file, a container, a volume.</param>
/// <param name="What">How it differs, and what the deployment does about it.</param>
public sealed record Drift(string Subject, string What);
