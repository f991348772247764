namespace CodiesVibe.Delivery.Scans;

/// <summary>Has Trivy look into images of the local engine.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="time">Tells how old the advisories are.</param>
internal sealed class TrivyScan(string root, TimeProvider time)
{
    private const string Remedy = "Nothing was scanned. Install Trivy (https://trivy.dev), or let the workflows scan the images.";

    /// <param name="image">The image, with its tag.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="DeliveryException">Trivy is not installed, has no advisories of these days, or cannot read the image.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(string image, CancellationToken cancellationToken)
    {
        var findings = TrivyReport.Parse(await ReportAsync(Arguments(image), cancellationToken));
        TrivyReport.RequireAdvisories(await ReportAsync(["version", "--format", "json"], cancellationToken), time.GetUtcNow());
        return findings;
    }

    /// <summary>Exceptions are not Trivy's: those in a <c>.trivyignore</c> would have no reason and no last day.</summary>
    internal static IReadOnlyList<string> Arguments(string image) =>
        ["image", "--format", "json", "--scanners", "vuln", "--severity", "HIGH,CRITICAL", "--ignorefile", "/dev/null", "--quiet", image];

    private Task<string> ReportAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => ScanProgram.ReportAsync("trivy", Remedy, root, cancellationToken, arguments);
}
