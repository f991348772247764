using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery;

/// <summary>Looks for known vulnerabilities in built images.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="time">Tells how old advisories are, and which exceptions have expired.</param>
/// <param name="report">Told of the progress.</param>
public sealed class ImageScan(string root, TimeProvider time, Action<string> report)
{
    /// <summary>Scans.</summary>
    /// <param name="images">The images, with their tags.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeliveryException">Something stops the delivery, or nobody can say whether something does.</exception>
    public async Task<ScanVerdict> RunAsync(IEnumerable<string> images, CancellationToken cancellationToken)
    {
        var exceptions = ScanExceptions.Read(root);
        var findings = new List<Finding>();
        foreach (var image in images)
        {
            report($"Scanning {image}");
            findings.AddRange(await new TrivyScan(root, time).RunAsync(image, cancellationToken));
        }

        return ScanVerdict.Of(findings, exceptions, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }
}
