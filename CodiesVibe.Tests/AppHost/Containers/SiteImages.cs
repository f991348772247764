using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>
/// The images of the product's database and cache, built on this machine, because no registry can be reached: Redis is the real one; the emulator stands in
/// for MongoDB.
/// </summary>
internal static class SiteImages
{
    public const string Mongo = "mongo:7.0.43";
    public const string Redis = "redis:7.4.11-alpine";

    private const string RedisProgram = "/usr/bin/redis-server";
    private const string KeptMongo = "codiesvibe/mongo-emulator:1";

    /// <summary>Skips the test where the images cannot be built.</summary>
    public static async Task ImportAsync(ContainerEngine engine)
    {
        _ = engine.Address;
        Assert.SkipUnless(File.Exists(RedisProgram), "redis-server is not installed, so its image cannot be made.");
        if ((await engine.DockerAsync("images", "--quiet", KeptMongo)).Length == 0)
        {
            await ImportMongoAsync(engine);
        }

        await engine.DockerAsync("tag", KeptMongo, Mongo);
        if ((await engine.DockerAsync("images", "--quiet", Redis)).Length == 0)
        {
            await ImportRedisAsync(engine);
        }
    }

    /// <summary>Removes the image of the database from the engine, so that it would have to be pulled.</summary>
    public static Task ForgetMongoAsync(ContainerEngine engine) => engine.DockerAsync("rmi", Mongo);

    /// <summary>Removes the data of the database and the cache.</summary>
    public static async Task RemoveVolumesAsync(ContainerEngine engine)
    {
        foreach (var volume in (await engine.DockerAsync("volume", "ls", "--quiet", "--filter", "name=codiesvibe-")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await engine.DockerAsync("volume", "rm", volume);
        }
    }

    /// <summary>It writes to its working directory.</summary>
    private static async Task ImportRedisAsync(ContainerEngine engine)
    {
        await using var archive = new ImageArchive();
        await archive.AddShellAsync("sh");
        await archive.AddProgramsAsync(RedisProgram);
        await archive.ImportAsync(engine.Client, Redis, "ENV PATH=/bin:/usr/bin", "WORKDIR /data", "CMD [\"/bin/sh\"]");
    }

    private static async Task ImportMongoAsync(ContainerEngine engine)
    {
        await using var archive = new ImageArchive();
        await archive.AddDotNetRuntimeAsync();
        await archive.AddProjectAsync("CodiesVibe.DevServers", "app");
        await archive.AddEmptyFolderAsync("tmp");
        await archive.ImportAsync(
            engine.Client, KeptMongo, "ENV PORT=27017",
            "ENTRYPOINT [\"/usr/bin/dotnet\", \"/app/CodiesVibe.DevServers.dll\", \"mongodb\", \"--data\", \"/data/db\", \"--all-interfaces\"]");
    }
}
