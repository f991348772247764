using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Delivery;

/// <summary>Looks for known vulnerabilities in the packages of the product and of what builds it.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="time">Tells which exceptions have expired.</param>
/// <param name="report">Told of the progress.</param>
public sealed class DependencyScan(string root, TimeProvider time, Action<string> report)
{
    /// <summary>Where the packages of npm are listed.</summary>
    internal const string FrontendFolder = "CodiesVibe.Frontend";

    /// <summary>Scans.</summary>
    /// <param name="services">The services whose packages are looked at.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeliveryException">Something stops the delivery, or nobody can say whether something does.</exception>
    public async Task<ScanVerdict> RunAsync(IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var exceptions = ScanExceptions.Read(root);
        var findings = new List<Finding>();
        foreach (var service in services)
        {
            report($"Asking for vulnerabilities in the packages of the {service}");
            findings.AddRange(await (service == "frontend" ? new NpmScan(root, FrontendFolder).RunAsync(cancellationToken) : new NuGetScan(root).RunAsync(cancellationToken)));
        }

        return ScanVerdict.Of(findings, exceptions, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
    }
}
