namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A request to the edge.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The status that it has to be answered with.</param>
/// <param name="BodyParts">The number of parts of its body, which are sent one after the other, half a second apart.</param>
internal sealed record EdgeRequest(string Method, string Path, string Status = "200", int BodyParts = 0);
