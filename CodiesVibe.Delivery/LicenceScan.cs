using CodiesVibe.Delivery.Licences;

namespace CodiesVibe.Delivery;

/// <summary>Compares the licences of the packages with the list of those that are allowed.</summary>
/// <param name="root">The repository's root.</param>
public sealed class LicenceScan(string root)
{
    /// <summary>Compares.</summary>
    /// <param name="services">The services whose packages are looked at.</param>
    /// <returns>How many packages have how many licences, for people.</returns>
    /// <exception cref="DeliveryException">A licence is not allowed, or not known.</exception>
    public string Run(IReadOnlyList<string> services)
    {
        var packages = services.SelectMany(service => service == "frontend"
            ? NpmLicences.Parse(File.ReadAllText(Path.Combine(root, DependencyScan.FrontendFolder, "package-lock.json")))
            : NuGetLicences.Read(root)).ToList();
        LicencePolicy.Read(root).Require(packages);
        return $"{packages.Count} packages, every licence is allowed";
    }
}
