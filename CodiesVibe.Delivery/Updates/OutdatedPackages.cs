using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery.Updates;

/// <summary>Asks the sources which packages have newer versions, and which of those that are used are vulnerable.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class OutdatedPackages(string root)
{
    /// <exception cref="DeliveryException">A source does not answer, has no advisories, or the packages are not restored.</exception>
    public async Task<IReadOnlyList<UpdateGroup>> FindAsync(CancellationToken cancellationToken)
    {
        // The scan restores the packages, too.
        var nuGetFindings = await new NuGetScan(root).RunAsync(cancellationToken);
        var nuGet = NuGetOutdated.Parse(await ScanProgram.ReportAsync("dotnet", "Install the .NET SDK.", root, cancellationToken, "package", "list", "--no-restore", "--outdated", "--format", "json"));
        var npmFindings = await new NpmScan(root, DependencyScan.FrontendFolder).RunAsync(cancellationToken);
        var npm = NpmOutdated.Parse(await ScanProgram.ReportAsync("npm", "Install Node with npm.", Path.Combine(root, DependencyScan.FrontendFolder), cancellationToken, "outdated", "--json"));
        return
        [
            .. UpdateGroup.Of(PackageSource.NuGet, nuGet, NamesOf(nuGetFindings)).Concat(UpdateGroup.Of(PackageSource.Npm, npm, NamesOf(npmFindings))).OrderByDescending(group => group.IsSecurity),
        ];
    }

    private static IReadOnlyCollection<string> NamesOf(IEnumerable<Finding> findings) => [.. findings.Select(finding => finding.Package)];
}
