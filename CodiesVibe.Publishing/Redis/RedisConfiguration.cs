using System.Globalization;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Redis;

/// <summary>The cache's configuration. Who may do what stands in a secret file, since hashes of passwords are in it.</summary>
internal static class RedisConfiguration
{
    private const string Directory = "redis";

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.Services.FirstOrDefault(service => service.Facts.Mounts.Any(mount => mount.Source == Directory)) is { } redis)
        {
            yield return GeneratedFile.Text($"{Directory}/redis.conf", Configuration(redis));
        }
    }

    private static string Configuration(Service redis)
    {
        var limit = redis.Facts.Limits
            ?? throw new PublishingException($"Service '{redis.Name}' states no limits, so that its cache would have no bound; state its Limits.");
        // The rest is for connections, fragments, and the copy that is written while a snapshot is taken.
        var memory = (limit.Memory * 5 / 8).ToString(CultureInfo.InvariantCulture);
        return $"""
            # Made by `aspire publish`: change the model, not this file.

            # All addresses of the container; its network has no way out and no port is published.
            bind * -::*
            protected-mode no
            port 6379
            timeout 0
            tcp-keepalive 60

            # Users: `default` may only ping, the application and the exporter have their own.
            aclfile /run/secrets/users.acl

            # A cache forgets what was used least; it never refuses a write.
            maxmemory {memory}mb
            maxmemory-policy allkeys-lru

            # Sessions outlive a restart: a snapshot after a minute with a change.
            dir /data
            save 60 1
            appendonly no
            stop-writes-on-bgsave-error no

            loglevel notice
            logfile ""

            """;
    }
}
