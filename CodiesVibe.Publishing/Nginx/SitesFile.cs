using System.Globalization;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>The site, once for each port that it is served on.</summary>
internal static class SitesFile
{
    public const string Name = "sites.conf";

    /// <summary>See <see cref="MainFile.NameWithoutTls"/>.</summary>
    public const string NameWithoutTls = "sites-without-tls.conf";

    public static string Render(EdgeProfile profile) => Names(profile) + string.Join('\n', profile.Listeners.Select(listener => $$"""
        server {
        {{Indented(Lines(profile, listener))}}
        }

        """));

    /// <summary>The names of the site, which the server knows alone: each as <c>NAME NAME;</c> in a file of the state.</summary>
    private static string Names(EdgeProfile profile) => profile.State is { } state
        ? $$"""
            map $host $site_name {
                default "";
                # The brackets make a pattern of it, which may match no file.
                include {{Quoting.Path($"{state}/names[.]conf")}};
            }


            """
        : "";

    /// <summary>What <c>listen</c> says of a port.</summary>
    public static string Listen(EdgeListener listener, string options = "") => listener.Port is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"listen {(listener.Address is { } address ? $"{address}:" : "")}{port}{options};")
        : "include listen.conf;";

    private static string Lines(EdgeProfile profile, EdgeListener listener) => listener.Kind switch
    {
        ListenerKind.Redirect =>
            $$"""
            {{Listen(listener)}}
            {{Proxies(profile)}}set $site_scheme http;
            include server.conf;
            include routes-health.conf;
            location ^~ /.well-known/acme-challenge/ {
                default_type text/plain;
                root {{Quoting.Path($"{profile.State}/acme")}};
            }
            location / {
                # To the names of the site alone, or anybody's name in a request would come back as an address to go to.
                if ($site_name = "") {
                    return 404;
                }
                return 301 https://$site_name$request_uri;
            }
            """,
        ListenerKind.Tls =>
            // Newer versions would rather see a directive http2, which older ones do not know.
            $$"""
            {{Listen(listener, " ssl http2")}}
            {{Proxies(profile)}}include tls.conf;
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

    private static string Proxies(EdgeProfile profile) => profile.Proxies is { } proxies
        ? string.Create(CultureInfo.InvariantCulture, $"# {proxies.Source}, last changed on {proxies.LastChange:yyyy-MM-dd}\n")
            + string.Concat(proxies.Networks.Select(network => $"set_real_ip_from {network};\n")) + $"real_ip_header {proxies.Header};\n"
        : "";

    private static string Indented(string lines) => string.Join('\n', lines.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}"));
}
