using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>What differs between the places where nginx stands at the edge: production, and a developer's machine.</summary>
public sealed record EdgeProfile
{
    /// <summary>The port of production that does not redirect: TLS ends at Cloudflare.</summary>
    public const int TunnelPort = 8080;

    /// <summary>The port of production that serves TLS.</summary>
    internal const int TlsPort = 443;

    /// <summary>The ports it serves the site on.</summary>
    public required IReadOnlyList<EdgeListener> Listeners { get; init; }

    /// <summary>The port with the counters of nginx and the hash of its configuration; null without.</summary>
    public EdgeListener? Status { get; init; }

    /// <summary>The API.</summary>
    public required EdgeTarget Backend { get; init; }

    /// <summary>The server of the page.</summary>
    public required EdgeTarget Frontend { get; init; }

    /// <summary>The DNS server that is asked for their addresses, at most a second old; null where they are numbers.</summary>
    public string? Resolver { get; init; }

    /// <summary>The directory with the flags that choose slots and announce a reload, and with the answers to ACME challenges; null without.</summary>
    public string? State { get; init; }

    /// <summary>The directory with <c>fullchain.pem</c> and <c>privkey.pem</c>, of Let's Encrypt or Cloudflare's origin authority; needed for TLS only.</summary>
    public string? Certificates { get; init; }

    /// <summary>Who may stand between the world and the ports for it; null for nobody.</summary>
    public Facts.ProxyFacts? Proxies { get; init; }

    /// <summary>The directory that it may write to.</summary>
    public required string Temporary { get; init; }

    /// <summary>Access logs beside the one on standard output.</summary>
    public IReadOnlyList<string> LogFiles { get; init; } = [];

    /// <summary>The account of the worker processes where nginx is started as root; null where it is not.</summary>
    public string? User { get; init; }

    /// <summary>How long a request may go on after a reload or the request to end, in seconds.</summary>
    public int ShutdownSeconds { get; init; } = 30;

    /// <summary>Whether strangers ask: each address is then limited, <see cref="Routing.Route.HidesDetail"/> holds, and standard output is for machines.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The edge of production.</summary>
    /// <returns>Null where the model has no service of that name at its edge.</returns>
    /// <exception cref="PublishingException">There is nothing behind the edge.</exception>
    internal static EdgeProfile? Production(SystemModel model) =>
        model.Find("nginx") is { Facts.Tier: Facts.Tier.Edge }
            ? new()
            {
                Listeners =
                [
                    new(80, ListenerKind.Redirect),
                    new(TlsPort, ListenerKind.Tls),
                    new(TunnelPort, ListenerKind.Tunnel),
                ],
                Status = new(8081, ListenerKind.Plain),
                Backend = EdgeTarget.InSlots(model, "backend"),
                Frontend = EdgeTarget.InSlots(model, "frontend"),
                Resolver = "127.0.0.11",
                State = "/state",
                Certificates = "/etc/nginx/certificates",
                Proxies = model.Proxies,
                Temporary = "/tmp",
                LogFiles = ["/var/log/codiesvibe/nginx-access.log"],
            }
            : null;
}
