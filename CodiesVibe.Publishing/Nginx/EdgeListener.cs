namespace CodiesVibe.Publishing.Nginx;

/// <summary>A port that the edge listens on.</summary>
/// <param name="Port">The port; null takes the whole directive from the file <c>listen.conf</c>, which whoever starts nginx writes.</param>
/// <param name="Kind">Who asks there.</param>
/// <param name="Address">The address; null listens on all of IPv4.</param>
public sealed record EdgeListener(int? Port, ListenerKind Kind, string? Address = null);

/// <summary>Who asks on a port.</summary>
public enum ListenerKind
{
    /// <summary>The world, without TLS: health and ACME challenges are answered, the rest is sent to TLS.</summary>
    Redirect,

    /// <summary>The world, with TLS and HTTP/2.</summary>
    Tls,

    /// <summary>The tunnel, which says whose request it is and how it came; that is believed here only.</summary>
    Tunnel,

    /// <summary>A developer, without TLS; nothing that a client says about itself is believed.</summary>
    Plain,
}
