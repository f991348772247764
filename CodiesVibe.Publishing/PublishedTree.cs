using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Cloudflared;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Prometheus;
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
        // What services mount.
        GeneratedFile[] configuration =
        [
            .. AlertmanagerConfiguration.Render(model),
            .. CloudflaredConfiguration.Render(model),
            .. LokiConfiguration.Render(model),
            .. MongoConfiguration.Render(model),
            .. NginxConfiguration.Render(model),
            .. PrometheusConfiguration.Render(model),
            .. RedisConfiguration.Render(model),
        ];
        GeneratedFile[] compose = [.. ComposeFiles.Render(model, configuration)];
        GeneratedFile[] files = [.. configuration, .. compose, .. EnvExamples.Render(model, compose), .. InitSecrets.Render(model)];
        return [.. files.Append(PublishedReadme.Render(model, files)).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
