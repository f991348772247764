namespace CodiesVibe.Publishing.Facts;

/// <summary>Proxies of the world whose word about the client is taken.</summary>
/// <param name="Source">Where their addresses are published.</param>
/// <param name="LastChange">The day of the last change that the source states.</param>
/// <param name="Header">The header that holds the client's address; they overwrite it.</param>
/// <param name="Networks">Their addresses, in CIDR notation.</param>
public sealed record ProxyFacts(string Source, DateOnly LastChange, string Header, IReadOnlyList<string> Networks);
