namespace CodiesVibe.Delivery.Scans;

/// <summary>Asks NuGet about the packages of the solution, those that they bring along included.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class NuGetScan(string root)
{
    private const string Remedy = "Nothing was scanned. Install the .NET SDK.";

    /// <summary>Apart from the repository's own settings: with them, the version would have to be one of the central list.</summary>
    private static readonly (string Name, string Text)[] s_canary =
    [
        ("Directory.Build.props", "<Project />"),
        ("Directory.Packages.props", "<Project />"),
        ("canary.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Canary.NuGet.Package}" Version="{Canary.NuGet.Version}" />
              </ItemGroup>
            </Project>
            """),
    ];

    /// <exception cref="DeliveryException">The source has no advisories, or a project cannot be read.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        using (var canary = new CanaryFolder(root, s_canary))
        {
            Canary.NuGet.Require(NuGetReport.Tool, await ListAsync(canary.Path, cancellationToken));
        }

        return await ListAsync(root, cancellationToken);
    }

    private static async Task<IReadOnlyList<Finding>> ListAsync(string directory, CancellationToken cancellationToken)
    {
        var restore = await ScanProgram.RunAsync("dotnet", Remedy, directory, cancellationToken, "restore", "--verbosity", "quiet");
        return restore.ExitCode == 0
            ? NuGetReport.Parse(await ScanProgram.ReportAsync("dotnet", Remedy, directory, cancellationToken, "package", "list", "--no-restore", "--vulnerable", "--include-transitive", "--format", "json"))
            : throw new DeliveryException($"The packages in '{directory}' cannot be restored, so nothing is known about their vulnerabilities:\n{restore.Output.Trim()}");
    }
}
