namespace CodiesVibe.Delivery.Scans;

/// <summary>What a scan means for a delivery.</summary>
/// <param name="Blocking">What stops it, each in one line.</param>
/// <param name="Accepted">What an exception permits, each in one line.</param>
/// <param name="Minor">How many findings are not bad enough to stop it.</param>
public sealed record ScanVerdict(IReadOnlyList<string> Blocking, IReadOnlyList<string> Accepted, int Minor)
{
    /// <summary>Judges findings.</summary>
    /// <param name="findings">All of them.</param>
    /// <param name="exceptions">What is accepted.</param>
    /// <param name="today">The day, in UTC.</param>
    public static ScanVerdict Of(IReadOnlyCollection<Finding> findings, ScanExceptions exceptions, DateOnly today)
    {
        var serious = findings.Distinct().Where(finding => finding.Blocks)
            .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.ToString(), StringComparer.Ordinal)
            .Select(finding => (Finding: finding, Exception: exceptions.For(finding))).ToList();
        return new(
            [.. serious.Where(one => !(one.Exception?.Expires >= today)).Select(one => one.Exception is { } expired
                ? $"{one.Finding}; the exception of {expired.By} expired on {expired.Expires:yyyy-MM-dd}"
                : $"{one.Finding}")],
            [.. serious.Where(one => one.Exception?.Expires >= today).Select(one => $"{one.Finding}; accepted by {one.Exception!.By} until {one.Exception.Expires:yyyy-MM-dd}: {one.Exception.Reason}")],
            findings.Distinct().Count(finding => !finding.Blocks));
    }

    /// <summary>Stops a delivery that must not go on.</summary>
    /// <exception cref="DeliveryException">Names everything that stops it.</exception>
    public void Require()
    {
        if (Blocking.Count > 0)
        {
            throw new DeliveryException(
                $"{Blocking.Count} known {(Blocking.Count == 1 ? "vulnerability" : "vulnerabilities")} of severity HIGH or CRITICAL:\n{string.Join('\n', Blocking.Select(line => $"  {line}"))}\n"
                + $"Update the packages. What does no harm here can be accepted for a time in '{ScanExceptions.FileName}', with a reason, a name and a last day.");
        }
    }
}
