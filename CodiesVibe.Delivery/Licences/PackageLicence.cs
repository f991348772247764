namespace CodiesVibe.Delivery.Licences;

/// <summary>What a package says about its licence.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Expression">Its licence as an expression of SPDX; null where it states none.</param>
/// <param name="Evidence">What it has instead: the name and hash of a file, or an address; null where there is nothing.</param>
public sealed record PackageLicence(string Package, string Version, string? Expression, string? Evidence = null)
{
    /// <summary>For people, in one line.</summary>
    public override string ToString() => $"{Package} {Version}: {Expression ?? Evidence ?? "it states nothing"}";
}
