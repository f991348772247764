namespace CodiesVibe.Deployment;

/// <summary>A deployment cannot go on. The message says what is wrong and what to do about it.</summary>
/// <param name="message">One or more lines for whoever deploys; no secret.</param>
public sealed class DeploymentException(string message) : Exception(message);
