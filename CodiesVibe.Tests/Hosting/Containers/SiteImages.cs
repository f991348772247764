using System.Runtime.InteropServices;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>
/// The images of the product's database and cache, made on this machine since no registry is reached: Redis is Redis, in place of MongoDB
/// stands the emulator.
/// </summary>
internal static class SiteImages
{
    public const string Mongo = "mongo:7.0.43";
    public const string Redis = "redis:7.4.11-alpine";

    private const string KeptMongo = "codiesvibe/mongo-emulator:1";

    /// <summary>Skips the test where the images cannot be made.</summary>
    public static async Task ImportAsync(ContainerEngine engine)
    {
        _ = engine.Address;
        Assert.SkipUnless(BoxImage.HasRedis, "redis-server is not installed, so there is no image of it.");
        if ((await engine.DockerAsync("images", "--quiet", KeptMongo)).Length == 0)
        {
            await ImportMongoAsync(engine);
        }

        await engine.DockerAsync("tag", KeptMongo, Mongo);
    }

    /// <summary>Makes the database's image one that would have to be pulled.</summary>
    public static Task ForgetMongoAsync(ContainerEngine engine) => engine.DockerAsync("rmi", Mongo);

    /// <summary>Removes what the database and the cache have kept.</summary>
    public static async Task RemoveVolumesAsync(ContainerEngine engine)
    {
        foreach (var volume in (await engine.DockerAsync("volume", "ls", "--quiet", "--filter", "name=codiesvibe-")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await engine.DockerAsync("volume", "rm", volume);
        }
    }

    private static async Task ImportMongoAsync(ContainerEngine engine)
    {
        var framework = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var root = framework.Parent!.Parent!.Parent!.FullName;
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        await using var archive = new ImageArchive();
        // curl brings the cryptography that .NET loads by name.
        await archive.AddProgramsAsync("/usr/bin/curl", Path.Combine(root, "dotnet"), Path.Combine(framework.FullName, "libcoreclr.so"), Path.Combine(framework.FullName, "libSystem.Native.so"));
        await archive.AddFolderAsync(Path.Combine(root, "host"), $"{root[1..]}/host");
        foreach (var name in new[] { "Microsoft.NETCore.App", "Microsoft.AspNetCore.App" })
        {
            await archive.AddFolderAsync(Path.Combine(root, "shared", name, framework.Name), $"{root[1..]}/shared/{name}/{framework.Name}");
        }

        await archive.AddFolderAsync(Path.Combine(Build.Repository.Root, "CodiesVibe.DevServers", "bin", output.Parent!.Name, output.Name), "app");
        await archive.AddEmptyFolderAsync("tmp");
        await archive.ImportAsync(
            engine, KeptMongo, "ENV PORT=27017",
            $"ENTRYPOINT [\"{root}/dotnet\", \"/app/CodiesVibe.DevServers.dll\", \"mongodb\", \"--data\", \"/data/db\", \"--all-interfaces\"]");
    }
}
