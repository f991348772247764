using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>The image of most of these tests: a shell and its tools, and Redis where it is installed.</summary>
internal static class BoxImage
{
    public const string Name = "codiesvibe/box";
    public const string Tag = "1";

    /// <summary>The name under which Aspire looks for Redis by default.</summary>
    private const string RedisName = "redis:8.6";
    private const string Redis = "/usr/bin/redis-server";

    public static bool HasRedis => File.Exists(Redis);

    public static async Task ImportAsync(ContainerEngine engine)
    {
        await using var archive = new ImageArchive();
        await archive.AddShellAsync("sh", "cat", "echo", "httpd", "mkdir", "sleep", "wc", "hostname", "kill", "touch");
        await archive.AddProgramsAsync(["/usr/bin/curl", .. HasRedis ? new[] { Redis } : []]);

        // Redis writes to the folder that it is started in.
        foreach (var (name, folder) in new[] { ($"{Name}:{Tag}", "/"), (RedisName, "/data"), (SiteImages.Redis, "/data") })
        {
            await archive.ImportAsync(engine.Client, name, "ENV PATH=/bin:/usr/bin", $"WORKDIR {folder}", "CMD [\"/bin/sh\"]");
        }
    }
}
