using System.Diagnostics;
using System.Formats.Tar;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>The one image of these tests, made of programs of this machine: a shell and its tools, and Redis where it is installed.</summary>
internal static class BoxImage
{
    public const string Name = "codiesvibe/box";
    public const string Tag = "1";

    /// <summary>The name under which the engine looks for Redis by default.</summary>
    private const string RedisName = "redis:8.6";
    private const string Redis = "/usr/bin/redis-server";

    private static readonly string[] s_applets = ["sh", "cat", "echo", "httpd", "mkdir", "sleep", "wc", "hostname", "kill", "touch"];

    public static bool HasRedis => File.Exists(Redis);

    public static async Task ImportAsync(ContainerEngine engine)
    {
        await using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            await AddAsync(tar, "/bin/busybox", "bin/busybox");
            foreach (var applet in s_applets)
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }

            string[] programs = ["/usr/bin/curl", .. HasRedis ? new[] { Redis } : []];
            foreach (var file in programs.Concat(await LibrariesAsync(programs)).Distinct())
            {
                await AddAsync(tar, file, file.TrimStart('/'));
            }
        }

        // Redis writes to the folder that it is started in.
        foreach (var (name, folder) in new[] { ($"{Name}:{Tag}", "/"), (RedisName, "/data") })
        {
            archive.Position = 0;
            await engine.DockerAsync(["import", "--change", "ENV PATH=/bin:/usr/bin", "--change", $"WORKDIR {folder}", "--change", "CMD [\"/bin/sh\"]", "-", name], archive);
        }
    }

    private static async Task AddAsync(TarWriter tar, string file, string name)
    {
        await using var content = File.OpenRead(file);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
        });
    }

    private static async Task<string[]> LibrariesAsync(string[] programs)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", programs) { RedirectStandardOutput = true })!;
        var printed = await ldd.StandardOutput.ReadToEndAsync();
        await ldd.WaitForExitAsync();
        return [.. printed.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/') && File.Exists(word)).Distinct()];
    }
}
