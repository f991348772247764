namespace CodiesVibe.Delivery.Scans;

/// <summary>Reads what <c>trivy image --format json</c> and <c>trivy version --format json</c> print.</summary>
public static class TrivyReport
{
    /// <summary>The command, for messages.</summary>
    internal const string Tool = "trivy image";

    /// <summary>Advisories older than this say nothing about the vulnerabilities of today. Trivy's own are made every few hours.</summary>
    internal static readonly TimeSpan OldestAdvisories = TimeSpan.FromDays(3);

    private const int CurrentVersion = 2;

    /// <summary>Every finding once.</summary>
    /// <exception cref="DeliveryException">The reply is not understood, or Trivy recognized nothing in the image.</exception>
    public static IReadOnlyList<Finding> Parse(string text)
    {
        var reply = ScanReply.Read<Reply>(Tool, text);
        if (reply.SchemaVersion != CurrentVersion || string.IsNullOrEmpty(reply.ArtifactName))
        {
            throw ScanReply.Unreadable(Tool, $"it is not a report of version {CurrentVersion}.");
        }

        if (reply.Results is not { Count: > 0 } results)
        {
            throw new DeliveryException($"'{Tool}' recognized no package in '{reply.ArtifactName}', so nothing is known about its vulnerabilities. Build the image on a base that Trivy knows.");
        }

        return
        [
            .. results.SelectMany(result => result.Vulnerabilities ?? [])
                .Select(found => new Finding(found.VulnerabilityId, found.PkgName, found.InstalledVersion, ScanReply.SeverityOf(Tool, found.Severity), reply.ArtifactName))
                .Distinct(),
        ];
    }

    /// <summary>Refuses advisories that are too old, or missing.</summary>
    /// <param name="text">What <c>trivy version</c> printed after a scan.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="DeliveryException">They are.</exception>
    public static void RequireAdvisories(string text, DateTimeOffset now)
    {
        const string Version = "trivy version";
        if (ScanReply.Read<Installed>(Version, text).VulnerabilityDb?.UpdatedAt is not { } at)
        {
            throw new DeliveryException($"'{Version}' names no vulnerability database, so the scan had no advisories. Let Trivy reach its database, and scan again.");
        }

        if (now - at > OldestAdvisories)
        {
            throw new DeliveryException($"Trivy's advisories are of {at.UtcDateTime:yyyy-MM-dd}, which is more than {OldestAdvisories.TotalDays:0} days ago. Let Trivy reach its database, and scan again.");
        }
    }

    private sealed record Reply(int? SchemaVersion = null, string? ArtifactName = null, IReadOnlyList<Result>? Results = null);

    private sealed record Result(IReadOnlyList<Vulnerability>? Vulnerabilities = null);

    private sealed record Vulnerability(string VulnerabilityId, string PkgName, string InstalledVersion, string Severity);

    private sealed record Installed(Database? VulnerabilityDb = null);

    private sealed record Database(DateTimeOffset? UpdatedAt = null);
}
