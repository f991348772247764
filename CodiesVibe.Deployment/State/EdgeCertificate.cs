using System.Globalization;

namespace CodiesVibe.Deployment.State;

/// <summary>The certificate in the directory that the edge reads.</summary>
/// <param name="Expires">When it expires; null where that is unknown.</param>
/// <param name="IsSelfSigned">Whether it is its own issuer.</param>
/// <param name="Fault">Why nothing is known about it; null where it was read.</param>
public sealed record EdgeCertificate(DateTimeOffset? Expires, bool IsSelfSigned, string? Fault)
{
    private const string Date = "MMM d HH:mm:ss yyyy 'GMT'";

    /// <param name="lines">What <c>openssl x509 -enddate -subject -issuer</c> prints, or a fault.</param>
    internal static EdgeCertificate Parse(IEnumerable<string> lines)
    {
        var values = lines.Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
        return DateTimeOffset.TryParseExact(values.GetValueOrDefault("notAfter"), Date, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal, out var expires)
            ? new(expires, values.GetValueOrDefault("subject") == values.GetValueOrDefault("issuer"), null)
            : new(null, false, values.GetValueOrDefault("fault", "openssl printed no date"));
    }
}
