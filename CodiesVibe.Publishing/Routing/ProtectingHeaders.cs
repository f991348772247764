namespace CodiesVibe.Publishing.Routing;

/// <summary>The headers that protect whoever uses the site.</summary>
public static class ProtectingHeaders
{
    /// <summary>What a page may load and do, where the server behind the edge does not say so itself.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>On every answer, errors included, in place of what the server behind the edge says.</summary>
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ];
}
