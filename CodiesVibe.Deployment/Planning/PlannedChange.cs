namespace CodiesVibe.Deployment.Planning;

/// <summary>One thing that a deployment would change.</summary>
/// <param name="Sign">As in a diff: <c>+</c> is added, <c>~</c> is changed, <c>-</c> is removed.</param>
/// <param name="Subject">What it is about: a service, a file, a setting.</param>
/// <param name="What">What happens to it.</param>
/// <param name="Why">The reason; empty where it goes without saying.</param>
/// <param name="Interruption">What visitors notice; null where they notice nothing.</param>
public sealed record PlannedChange(char Sign, string Subject, string What, string Why = "", string? Interruption = null);
