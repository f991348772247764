using System.Text.Json;

namespace CodiesVibe.Delivery.Scans;

/// <summary>Reads what <c>npm audit --json</c> prints.</summary>
public static class NpmReport
{
    /// <summary>The command, for messages.</summary>
    internal const string Tool = "npm audit";

    private const int CurrentVersion = 2;

    /// <summary>Every finding once.</summary>
    /// <param name="text">The reply.</param>
    /// <param name="place">Where the packages are.</param>
    /// <exception cref="DeliveryException">The reply is not understood, or is an error of the registry.</exception>
    public static IReadOnlyList<Finding> Parse(string text, string place)
    {
        var reply = ScanReply.Read<Reply>(Tool, text);
        if (reply.Error is not null || reply.Message is not null)
        {
            throw new DeliveryException($"'{Tool}' got no advisories{(reply.StatusCode is { } code ? $" (status {code})" : "")}: {Reason(reply).TrimEnd('.')}. Scan where the registry serves advisories.");
        }

        if (reply.AuditReportVersion != CurrentVersion || reply.Vulnerabilities is not { } packages)
        {
            throw ScanReply.Unreadable(Tool, $"it is not a report of version {CurrentVersion}.");
        }

        // A text instead of an advisory names the package that the vulnerability comes from, which has an entry of its own.
        return
        [
            .. packages.Values.SelectMany(package => package.Via ?? []).Where(via => via.ValueKind == JsonValueKind.Object)
                .Select(via => ScanReply.Read<Advisory>(Tool, via.GetRawText()))
                .Select(advisory => new Finding(ScanReply.AdvisoryOf(advisory.Url), advisory.Name, advisory.Range, ScanReply.SeverityOf(Tool, advisory.Severity), place))
                .Distinct(),
        ];
    }

    private static string Reason(Reply reply) =>
        reply.Message ?? (reply.Error is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("summary", out var summary) ? summary.ToString() : "it does not say why.");

    private sealed record Reply(int? AuditReportVersion = null, Dictionary<string, Package>? Vulnerabilities = null, string? Message = null, int? StatusCode = null, JsonElement? Error = null);

    private sealed record Package(IReadOnlyList<JsonElement>? Via = null);

    private sealed record Advisory(string Url, string Name, string Range, string Severity);
}
