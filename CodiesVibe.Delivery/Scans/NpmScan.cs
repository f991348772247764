using System.Text.Json;

namespace CodiesVibe.Delivery.Scans;

/// <summary>Asks the registry of npm about the packages of a lock file. They need not be installed.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="folder">The folder with the lock file, relative to the root.</param>
internal sealed class NpmScan(string root, string folder)
{
    private static readonly (string Name, string Text)[] s_canary =
    [
        ("package.json", JsonSerializer.Serialize(new { name = "canary", version = "1.0.0", dependencies = Dependencies })),
        ("package-lock.json", JsonSerializer.Serialize(new
        {
            name = "canary",
            version = "1.0.0",
            lockfileVersion = 3,
            requires = true,
            packages = new Dictionary<string, object>
            {
                [""] = new { name = "canary", version = "1.0.0", dependencies = Dependencies },
                [$"node_modules/{Canary.Npm.Package}"] = new { version = Canary.Npm.Version },
            },
        })),
    ];

    private static Dictionary<string, string> Dependencies => new() { [Canary.Npm.Package] = Canary.Npm.Version };

    /// <exception cref="DeliveryException">The registry has no advisories, or the lock file cannot be read.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        using (var canary = new CanaryFolder(root, s_canary))
        {
            Canary.Npm.Require(NpmReport.Tool, await AuditAsync(canary.Path, cancellationToken));
        }

        return await AuditAsync(Path.Combine(root, folder), cancellationToken);
    }

    private async Task<IReadOnlyList<Finding>> AuditAsync(string directory, CancellationToken cancellationToken) =>
        NpmReport.Parse(await ScanProgram.ReportAsync("npm", "Nothing was scanned. Install Node with npm.", directory, cancellationToken, "audit", "--json", "--package-lock-only"), folder);
}
