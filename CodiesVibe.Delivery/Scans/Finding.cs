namespace CodiesVibe.Delivery.Scans;

/// <summary>A known vulnerability in something that the product is made of.</summary>
/// <param name="Advisory">Its number, for example <c>GHSA-5crp-9r3c-p9vr</c> or <c>CVE-2024-21907</c>.</param>
/// <param name="Package">The package that has it.</param>
/// <param name="Version">The version, or the range of versions, that has it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Place">Where the package was found.</param>
public sealed record Finding(string Advisory, string Package, string Version, Severity Severity, string Place)
{
    /// <summary>Whether it stops a delivery.</summary>
    public bool Blocks => Severity >= Severity.High;

    /// <summary>For people, in one line.</summary>
    public override string ToString() => $"{Severity.ToString().ToUpperInvariant()} {Package} {Version}: {Advisory} ({Place})";
}
