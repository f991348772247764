using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Cloudflared;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Grafana;
using CodiesVibe.Publishing.Healing;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Publishing.Promtail;
using CodiesVibe.Publishing.Readme;
using CodiesVibe.Publishing.Redis;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.Publishing;

/// <summary>Everything that is published, as a pure function of the model.</summary>
public static class PublishedTree
{
    /// <returns>The files, sorted by path.</returns>
    /// <exception cref="PublishingException">The model cannot be published.</exception>
    public static IReadOnlyList<GeneratedFile> Render(SystemModel model)
    {
        // Without the facts of production nothing says where a configuration belongs.
        GeneratedFile[] configuration = model.HasFacts ? [.. Configuration(model)] : [];
        GeneratedFile[] compose = [.. ComposeFiles.Render(model, configuration)];
        GeneratedFile[] described = [.. configuration, .. compose, .. EnvExamples.Render(model, compose), .. InitSecrets.Render(model), .. HealScript.Render(model)];
        return [.. described.Append(PublishedReadme.Render(model, described)).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<GeneratedFile> Configuration(SystemModel model) =>
    [
        .. NginxConfiguration.Render(model),
        .. PrometheusConfiguration.Render(model),
        .. AlertmanagerConfiguration.Render(model),
        .. LokiConfiguration.Render(model),
        .. PromtailConfiguration.Render(model),
        .. GrafanaConfiguration.Render(model),
        .. RedisConfiguration.Render(model),
        .. MongoConfiguration.Render(model),
        .. CloudflaredConfiguration.Render(model),
    ];
}
