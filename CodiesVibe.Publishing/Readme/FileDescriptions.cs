using CodiesVibe.Publishing.Compose;

namespace CodiesVibe.Publishing.Readme;

/// <summary>What each published file or directory is, in a few words.</summary>
internal static class FileDescriptions
{
    private static readonly Dictionary<string, string> s_known = new()
    {
        [".env.production.example"] = "all settings, for production",
        [".env.staging.example"] = "all settings, for staging, which runs on another host or in another directory",
        ["README.md"] = "this page",
        ["alertmanager/"] = "who is notified of which alert",
        ["cloudflared/"] = "the routes of the tunnel",
        ["grafana/"] = "data sources and dashboards",
        ["heal.sh"] = "restarts services whose health check fails",
        ["init-secrets.sh"] = "creates the secret files, a first certificate and the state directory, as far as they are missing",
        ["install-certificate.sh"] = "replaces the certificate of the edge, also as a deploy hook of certbot",
        ["loki/"] = "how long logs are kept",
        ["mongo/"] = "the initial data of a new database",
        ["nginx.conf"] = "the edge: a link into `nginx/`",
        ["nginx/"] = "the edge: routes, TLS, limits, headers",
        ["prometheus/"] = "scrape targets and alert rules",
        ["promtail/"] = "how logs are collected and masked",
        ["redis/"] = "the configuration of the cache",
    };

    /// <param name="entry">A file at the top, or a directory with a slash behind it.</param>
    /// <exception cref="PublishingException">Nobody has described it.</exception>
    public static string Of(string entry) =>
        s_known.GetValueOrDefault(entry)
        ?? ComposeFile.All.FirstOrDefault(file => file.Path == entry)?.Purpose
        ?? throw new PublishingException($"'{entry}' has no description for the README. Add one.");
}
