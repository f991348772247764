namespace CodiesVibe.Deployment.Configuration;

/// <summary>The environment whose release is promoted, and where it is.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Host">Its server.</param>
/// <param name="Port">The server's SSH port.</param>
/// <param name="Directory">Its directory there.</param>
public sealed record PromotionSource(string Environment, string Host, int Port, string Directory);
