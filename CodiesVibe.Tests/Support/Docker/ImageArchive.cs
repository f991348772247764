using System.Diagnostics;
using System.Formats.Tar;
using System.Text;

namespace CodiesVibe.Tests.Support.Docker;

/// <summary>The file system of an image, built from programs of this machine; it needs no registry. Names are without a leading slash.</summary>
internal sealed class ImageArchive : IAsyncDisposable
{
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Run = (UnixFileMode)0b101_101_101;
    private const UnixFileMode Enter = Run | UnixFileMode.UserWrite;

    // An SDK is too big for memory.
    private readonly FileStream _content = new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    private readonly HashSet<string> _names = [];
    private readonly TarWriter _tar;

    public ImageArchive() => _tar = new(_content, leaveOpen: true);

    /// <summary>Adds a shell and its tools; all tools if none is named.</summary>
    public async Task AddShellAsync(params string[] tools)
    {
        await AddFileAsync(InstalledProgram.Get("busybox"), "bin/busybox");
        foreach (var tool in tools is [] ? await AllToolsAsync() : tools)
        {
            await AddLinkAsync($"bin/{tool}", "busybox");
        }
    }

    /// <summary>Adds programs and libraries, at the paths that they have on this machine, and every library that they are linked with.</summary>
    public async Task AddProgramsAsync(params string[] files)
    {
        foreach (var file in files.Concat(await LibrariesAsync(files)))
        {
            await AddFileAsync(file, file.TrimStart('/'));
        }
    }

    /// <summary>Adds a program at the given path, and every library that it is linked with.</summary>
    public async Task AddProgramAsync(string file, string name)
    {
        await AddFileAsync(file, name);
        await AddLibrariesOfAsync(file);
    }

    /// <summary>Adds every library that a program or library is linked with.</summary>
    public async Task AddLibrariesOfAsync(string file) => await AddProgramsAsync(await LibrariesAsync([file]));

    /// <summary>Adds a folder of this machine with its content.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Its name in the image.</param>
    /// <param name="wanted">Which of its files; all by default.</param>
    public async Task AddFolderAsync(string folder, string name, Func<string, bool>? wanted = null)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(wanted ?? (_ => true)))
        {
            await AddFileAsync(file, $"{name}/{Path.GetRelativePath(folder, file)}");
        }
    }

    /// <summary>Adds a folder that every user can write to.</summary>
    public Task AddEmptyFolderAsync(string name) => AddEntryAsync(TarEntryType.Directory, name, entry => entry.Mode = Everything);

    /// <summary>Adds a folder with an owner.</summary>
    public Task AddEmptyFolderAsync(string name, int user, int group) =>
        AddEntryAsync(TarEntryType.Directory, name, entry => (entry.Mode, entry.Uid, entry.Gid) = (Enter, user, group));

    public Task AddLinkAsync(string name, string target) => AddEntryAsync(TarEntryType.SymbolicLink, name, entry => entry.LinkName = target);

    /// <summary>Adds a file that every user can read and run.</summary>
    public Task AddTextAsync(string name, string text) => AddEntryAsync(
        TarEntryType.RegularFile, name, entry => (entry.Mode, entry.DataStream) = (Run, new MemoryStream(Encoding.UTF8.GetBytes(text))));

    /// <summary>Adds a file that every user can read and run, whatever its mode on this machine.</summary>
    public async Task AddFileAsync(string file, string name)
    {
        await using var content = File.OpenRead(file);
        await AddEntryAsync(TarEntryType.RegularFile, name, entry => (entry.Mode, entry.DataStream) = (Run, content));
    }

    /// <summary>Builds the image.</summary>
    /// <param name="engine">The engine that gets the image.</param>
    /// <param name="name">The name with its tag.</param>
    /// <param name="settings">Lines as in a Dockerfile.</param>
    public async Task ImportAsync(DockerClient engine, string name, params string[] settings)
    {
        await _tar.DisposeAsync();
        _content.Position = 0;
        await engine.DockerAsync(["import", .. settings.SelectMany(setting => new[] { "--change", setting }), "-", name], _content);
    }

    /// <summary>The libraries of this machine that programs are linked with.</summary>
    public static async Task<string[]> LibrariesAsync(string[] programs) =>
        [.. (await PrintedAsync("ldd", programs)).Split([' ', '\t', '\n']).Where(word => word.StartsWith('/') && File.Exists(word))];

    public async ValueTask DisposeAsync()
    {
        await _tar.DisposeAsync();
        await _content.DisposeAsync();
    }

    /// <summary>Adds an entry after its folders, unless it exists.</summary>
    private async Task AddEntryAsync(TarEntryType type, string name, Action<PaxTarEntry> describe)
    {
        if (!_names.Add(name))
        {
            return;
        }

        if (Path.GetDirectoryName(name) is { Length: > 0 } folder)
        {
            await AddEmptyFolderAsync(folder, 0, 0);
        }

        var entry = new PaxTarEntry(type, name);
        describe(entry);
        await _tar.WriteEntryAsync(entry);
    }

    private static async Task<string[]> AllToolsAsync() =>
        [.. (await PrintedAsync("busybox", "--list")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(tool => tool != "busybox")];

    private static async Task<string> PrintedAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return printed;
    }
}
