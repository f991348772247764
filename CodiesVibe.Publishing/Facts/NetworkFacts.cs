namespace CodiesVibe.Publishing.Facts;

/// <summary>A network of the system.</summary>
/// <param name="Internal">Whether its members have no way out, nor in from the host.</param>
public sealed record NetworkFacts(bool Internal = false);
