namespace CodiesVibe.Delivery.Scans;

/// <summary>
/// A package with a known vulnerability, in a project of its own that is scanned first. Tools say "no vulnerable packages" both where there are none and where they
/// have no advisories; only the second also happens with this one.
/// </summary>
/// <param name="Package">Its name.</param>
/// <param name="Version">The version.</param>
/// <param name="Advisory">What is known about it.</param>
public sealed record Canary(string Package, string Version, string Advisory)
{
    /// <summary>Of NuGet: deep nesting exhausts the stack.</summary>
    public static Canary NuGet { get; } = new("Newtonsoft.Json", "12.0.3", "GHSA-5crp-9r3c-p9vr");

    /// <summary>Of npm: pollution of prototypes.</summary>
    public static Canary Npm { get; } = new("minimist", "0.0.8", "GHSA-xvch-5gv4-984h");

    /// <summary>Refuses a scan that does not know the vulnerability.</summary>
    /// <exception cref="DeliveryException">It does not.</exception>
    public void Require(string tool, IReadOnlyCollection<Finding> findings)
    {
        if (!findings.Any(finding => finding.Advisory == Advisory && finding.Package == Package))
        {
            throw new DeliveryException(
                $"'{tool}' does not know {Advisory} of {Package} {Version}, so its source has no advisories and would find nothing anywhere. Scan where the package source serves vulnerability data.");
        }
    }
}
