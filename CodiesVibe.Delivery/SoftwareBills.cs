using CodiesVibe.Delivery.Sbom;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery;

/// <summary>Has the generators of npm and CycloneDX write a software bill of materials for each image: the packages that it is built from.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="report">Told of the progress.</param>
public sealed class SoftwareBills(string root, Action<string> report)
{
    /// <summary>Where they are written, in the repository's root; git ignores it.</summary>
    public const string Folder = "aspire-output/sbom";

    /// <summary>Writes them, each whole.</summary>
    /// <param name="services">The services.</param>
    /// <param name="version">The version of the backend.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeliveryException">A generator is missing or failed, or wrote something else.</exception>
    public async Task WriteAsync(IReadOnlyList<string> services, string version, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, Folder)).FullName;
        foreach (var service in services)
        {
            var file = Path.Combine(folder, $"codiesvibe-{service}.cdx.json");
            var draft = $"{file}.tmp";
            try
            {
                var tool = await (service == "frontend" ? WriteFrontendAsync(draft, cancellationToken) : WriteBackendAsync(draft, version, cancellationToken));
                var bill = SoftwareBill.Parse(await File.ReadAllTextAsync(draft, cancellationToken), tool);
                File.Move(draft, file, overwrite: true);
                report($"{Path.GetRelativePath(root, file)}: {bill.Components} components");
            }
            finally
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>With what only builds and tests it, marked so: npm leaves out more than that when it is told to omit it.</summary>
    private async Task<string> WriteFrontendAsync(string file, CancellationToken cancellationToken)
    {
        const string Tool = "npm sbom";
        var ended = await ScanProgram.RunAsync(
            "npm", "Install Node with npm.", Path.Combine(root, DependencyScan.FrontendFolder), cancellationToken, "sbom", "--package-lock-only", "--sbom-format", "cyclonedx", "--sbom-type", "application");
        await File.WriteAllTextAsync(file, Output(Tool, ended), cancellationToken);
        return Tool;
    }

    private async Task<string> WriteBackendAsync(string file, string version, CancellationToken cancellationToken)
    {
        const string Tool = "dotnet-CycloneDX";
        // It has a manifest of its own, because the SDK fails to restore it together with the tool of Aspire on a machine that has neither (10.0.401).
        var folder = Path.Combine(root, "CodiesVibe.Delivery");
        Task<ProgramOutput> RunAsync(params IReadOnlyList<string> arguments) => ScanProgram.RunAsync("dotnet", "Install the .NET SDK.", folder, cancellationToken, ["tool", .. arguments]);
        Output("dotnet tool restore", await RunAsync("restore"));
        Output(Tool, await RunAsync(
            "run", Tool, "--", "../CodiesVibe.Api/CodiesVibe.Api.csproj", "--output", Path.GetDirectoryName(file)!, "--filename", Path.GetFileName(file), "--output-format", "Json", "--set-version", version, "--disable-package-restore"));
        return Tool;
    }

    private static string Output(string tool, ProgramOutput ended) => ended.ExitCode == 0
        ? ended.Output
        : throw new DeliveryException($"'{tool}' failed with exit code {ended.ExitCode}: {$"{ended.Errors}\n{ended.Output}".Trim()}\nRun 'dotnet restore', and try again.");
}
