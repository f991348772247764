using System.Globalization;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>The site, once for each port that it is served on.</summary>
internal static class SitesFile
{
    public static string Render(EdgeProfile profile) => string.Join('\n', profile.Listeners.Select(listener => $$"""
        server {
        {{Indented(Lines(profile, listener))}}
        }

        """));

    /// <summary>What <c>listen</c> says of a port.</summary>
    public static string Listen(EdgeListener listener, string options = "") => listener.Port is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"listen {(listener.Address is { } address ? $"{address}:" : "")}{port}{options};")
        : "include listen.conf;";

    private static string Lines(EdgeProfile profile, EdgeListener listener) => listener.Kind switch
    {
        ListenerKind.Redirect =>
            $$"""
            {{Listen(listener)}}
            set $site_scheme http;
            include server.conf;
            include routes-health.conf;
            location ^~ /.well-known/acme-challenge/ {
                default_type text/plain;
                root {{Quoting.Path($"{profile.State}/acme")}};
            }
            location / {
                return 301 https://$host$request_uri;
            }
            """,
        ListenerKind.Tls =>
            // Newer versions would rather see a directive http2, which older ones do not know.
            $$"""
            {{Listen(listener, " ssl http2")}}
            include tls.conf;
            ssl_certificate {{Quoting.Path($"{profile.Certificates}/fullchain.pem")}};
            ssl_certificate_key {{Quoting.Path($"{profile.Certificates}/privkey.pem")}};
            set $site_scheme https;
            include server.conf;
            include routes.conf;
            """,
        ListenerKind.Tunnel =>
            $$"""
            {{Listen(listener)}}
            set_real_ip_from 10.0.0.0/8;
            set_real_ip_from 127.0.0.0/8;
            set_real_ip_from 172.16.0.0/12;
            set_real_ip_from 192.168.0.0/16;
            real_ip_header CF-Connecting-IP;
            set $site_scheme $told_scheme;
            include server.conf;
            include routes.conf;
            """,
        ListenerKind.Plain =>
            $$"""
            {{Listen(listener)}}
            set $site_scheme http;
            include server.conf;
            include routes.conf;
            """,
        _ => throw new InvalidOperationException($"No server for {listener.Kind}."),
    };

    private static string Indented(string lines) => string.Join('\n', lines.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}"));
}
