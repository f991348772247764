using System.Globalization;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>The file that nginx is started with; it names all others.</summary>
internal static class MainFile
{
    public const string Name = "nginx.conf";

    /// <summary>The same without the port for TLS, for a start without a certificate that can be used.</summary>
    public const string NameWithoutTls = "nginx-without-tls.conf";

    /// <param name="profile">Where it stands.</param>
    /// <param name="sites">The file with the ports of the site.</param>
    public static string Render(EdgeProfile profile, string sites) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        # The edge of the system. Generated: what is changed here by hand is lost.
        {{(profile.User is { } user ? $"user {Word(user)};\n" : "")}}worker_processes 2;
        worker_shutdown_timeout {{profile.ShutdownSeconds}}s;
        worker_rlimit_nofile 8192;
        pcre_jit on;
        pid {{Temporary(profile, "nginx.pid")}};
        # A lesser error is logged with the query of its request, where secrets may be; the access log says what failed.
        error_log stderr crit;

        events {
            worker_connections 4096;
        }

        http {
            server_tokens off;
            # "//metrics" is not "/metrics".
            merge_slashes off;
            recursive_error_pages on;
            tcp_nodelay on;

            client_header_timeout 10s;
            client_body_timeout 15s;
            client_max_body_size 1m;
            send_timeout 30s;
            keepalive_timeout 65s;
            reset_timedout_connection on;

            client_body_temp_path {{Temporary(profile, "body")}};
            fastcgi_temp_path {{Temporary(profile, "fastcgi")}};
            proxy_temp_path {{Temporary(profile, "proxy")}};
            scgi_temp_path {{Temporary(profile, "scgi")}};
            uwsgi_temp_path {{Temporary(profile, "uwsgi")}};
            # Parts of the page are kept, so that a page that was loaded from one slot finds its parts when the other one serves.
            proxy_cache_path {{Temporary(profile, "assets")}} levels=1:2 keys_zone=assets:1m max_size=32m min_free=8m inactive=7d use_temp_path=off;

            include log.conf;
            access_log /dev/stdout {{(profile.IsPublic ? "json" : "plain")}};
        {{string.Concat(profile.LogFiles.Select(file => $"    access_log {Quoting.Path(file)} json buffer=32k flush=1s;\n"))}}
            include replies.conf;
            include headers.conf;
            include limits.conf;
            include proxy.conf;
        {{(profile.Resolver is { } resolver ? $"    # Each name is looked up again and again: a container that was made anew has another address.\n    resolver {Word(resolver)} valid=1s ipv6=off;\n    resolver_timeout 2s;\n" : "")}}
            include {{sites}};
            include status.conf;
        }

        """);

    private static string Temporary(EdgeProfile profile, string name) => Quoting.Path($"{profile.Temporary}/{name}");

    private static string Word(string word) =>
        word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or ':' or '-' or '_')
            ? word
            : throw new PublishingException($"'{word}' cannot be used in the nginx configuration. Use letters, digits, dots, colons, hyphens and underscores only.");
}
