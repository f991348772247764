using System.Diagnostics;
using System.Formats.Tar;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>The file system of an image, made of programs of this machine; no registry is needed.</summary>
internal sealed class ImageArchive : IAsyncDisposable
{
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const UnixFileMode ReadAndRun = Everything & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.UserWrite);

    private readonly MemoryStream _content = new();
    private readonly HashSet<string> _names = [];
    private readonly TarWriter _tar;

    public ImageArchive() => _tar = new(_content, leaveOpen: true);

    /// <summary>Adds a shell and its tools.</summary>
    public async Task AddShellAsync(params string[] tools)
    {
        await AddFileAsync("/bin/busybox", "bin/busybox");
        foreach (var tool in tools)
        {
            await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{tool}") { LinkName = "busybox" });
        }
    }

    /// <summary>Adds programs, at the paths that they have on this machine, and every library that they are linked with.</summary>
    public async Task AddProgramsAsync(params string[] files)
    {
        foreach (var file in files.Concat(await LibrariesAsync(files)))
        {
            await AddFileAsync(file, file.TrimStart('/'));
        }
    }

    /// <summary>Adds a folder of this machine and all that is in it.</summary>
    public async Task AddFolderAsync(string folder, string name)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await AddFileAsync(file, $"{name}/{Path.GetRelativePath(folder, file)}");
        }
    }

    public Task AddEmptyFolderAsync(string name) => _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, name) { Mode = Everything });

    /// <summary>Makes the image.</summary>
    /// <param name="engine">Where it is to be.</param>
    /// <param name="name">With its tag.</param>
    /// <param name="settings">Lines as in a Dockerfile.</param>
    public async Task ImportAsync(ContainerEngine engine, string name, params string[] settings)
    {
        await _tar.DisposeAsync();
        _content.Position = 0;
        await engine.DockerAsync(["import", .. settings.SelectMany(setting => new[] { "--change", setting }), "-", name], _content);
    }

    public async ValueTask DisposeAsync()
    {
        await _tar.DisposeAsync();
        await _content.DisposeAsync();
    }

    private async Task AddFileAsync(string file, string name)
    {
        if (!_names.Add(name))
        {
            return;
        }

        await using var content = File.OpenRead(file);
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = ReadAndRun });
    }

    private static async Task<string[]> LibrariesAsync(string[] programs)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", programs) { RedirectStandardOutput = true })!;
        var printed = await ldd.StandardOutput.ReadToEndAsync();
        await ldd.WaitForExitAsync();
        return [.. printed.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/') && File.Exists(word))];
    }
}
