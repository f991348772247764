namespace CodiesVibe.Publishing.Promtail;

/// <summary>What is made unreadable in every line of log before it leaves the server's memory.</summary>
internal static class Masking
{
    private const string Hidden = "***";

    /// <summary>In order. The expressions keep to what RE2 knows: no look-around, no back references.</summary>
    public static readonly IReadOnlyList<MaskingRule> Rules =
    [
        new("Authorization headers", @"(?i)\b(?:bearer|basic)\s+([A-Za-z0-9._~+/=-]{6,})", Hidden),
        new("Values named like secrets", @"(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie)[""\\]*\s*[=:]\s*[""\\]*([^\s""\\,;&}{]{1,})", Hidden),
        new("Passwords in addresses", @"://[^\s:/@""]*:([^\s/@""]+)@", Hidden),
        new("E-mail addresses", @"([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})", Hidden),
        new("The last part of an IPv4 address", @"\b(?:[0-9]{1,3}\.){3}([0-9]{1,3})\b", "0"),
        new("All but the network of an IPv6 address", @"(?i)\b(?:[0-9a-f]{1,4}:){2}([0-9a-f:]*:[0-9a-f:]*)", ":"),
    ];
}

/// <summary>One thing that is masked.</summary>
/// <param name="What">In words.</param>
/// <param name="Expression">In RE2; what its groups match is replaced.</param>
/// <param name="Replacement">Takes its place.</param>
internal sealed record MaskingRule(string What, string Expression, string Replacement);
