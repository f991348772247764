using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>What several images have in common.</summary>
internal static class ImageParts
{
    private static readonly (string Name, int User, int Group)[] s_users =
    [
        ("root", 0, 0), ("nginx", 101, 101), ("grafana", 472, 0), ("alloy", 473, 473), ("mongodb", 999, 999), ("redis", 999, 1000),
        ("node", 1000, 1000), ("nginx-exporter", 1001, 1001), ("app", 1654, 1654), ("loki", 10001, 10001), ("redis-exporter", 59000, 59000),
        ("nonroot", 65532, 65532), ("nobody", 65534, 65534),
    ];

    public static async Task AddUsersAsync(this ImageArchive archive)
    {
        await archive.AddTextAsync("etc/passwd", string.Concat(s_users.Select(user => $"{user.Name}:x:{user.User}:{user.Group}::{(user.User == 0 ? "/root" : $"/home/{user.Name}")}:/bin/sh\n")));
        await archive.AddTextAsync("etc/group", string.Concat(s_users.Where(user => user.Group != 0 || user.User == 0).Select(user => $"{user.Name}:x:{user.Group}:\n")));
        await archive.AddEmptyFolderAsync("tmp");
    }

    /// <summary>Adds a script of the folder StandIns as a program.</summary>
    public static async Task AddScriptAsync(this ImageArchive archive, string script, string name) =>
        await archive.AddTextAsync(name, await File.ReadAllTextAsync(Path.Combine(Build.Repository.Root, "CodiesVibe.Tests", "Publishing", "RealRun", "StandIns", script)));

    /// <summary>Adds what answers HTTP in place of a program: the paths with status 200.</summary>
    public static async Task AddStandInAsync(this ImageArchive archive, params string[] paths)
    {
        await archive.AddShellAsync();
        await archive.AddScriptAsync("standin.sh", "bin/standin");
        foreach (var path in paths)
        {
            await archive.AddTextAsync($"www{path}", path == "/metrics" ? "codiesvibe_standin 1\n" : "ok\n");
        }
    }

    public static Task AddInstalledAsync(this ImageArchive archive, string program, string name) => archive.AddProgramAsync(InstalledProgram.Get(program), name);
}
