namespace CodiesVibe.Deployment.State;

/// <summary>What a network of the engine is.</summary>
/// <param name="Driver">Its driver.</param>
/// <param name="IsInternal">Whether no way leads out of it.</param>
public sealed record NetworkKind(string Driver, bool IsInternal);
