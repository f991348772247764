using CodiesVibe.Publishing.Compose;

namespace CodiesVibe.Publishing.Readme;

/// <summary>What each published file or directory is, in a few words.</summary>
internal static class FileDescriptions
{
    private static readonly Dictionary<string, string> s_known = new()
    {
        [".env.production.example"] = "every setting, for production",
        [".env.staging.example"] = "the same for the environment staging, which is another host or directory",
        ["README.md"] = "this page",
        ["alertmanager/"] = "who is told about which alert",
        ["cloudflared/"] = "where the tunnel leads",
        ["grafana/"] = "data sources and dashboards",
        ["init-secrets.sh"] = "makes secret files, a first certificate and the state directory; only what is missing",
        ["loki/"] = "how long logs are kept",
        ["mongo/"] = "what a new database starts with",
        ["nginx.conf"] = "the edge, a link into `nginx/`",
        ["nginx/"] = "the edge: routes, TLS, limits, headers",
        ["prometheus/"] = "what is measured, and when that is an alert",
        ["promtail/"] = "how logs are collected and masked",
        ["redis/"] = "the cache",
    };

    /// <param name="entry">A file at the top, or a directory with a slash behind it.</param>
    /// <exception cref="PublishingException">Nobody has described it.</exception>
    public static string Of(string entry) =>
        s_known.GetValueOrDefault(entry)
        ?? ComposeFile.All.FirstOrDefault(file => file.Path == entry)?.Purpose
        ?? throw new PublishingException($"'{entry}' has no description for the README; add one.");
}
