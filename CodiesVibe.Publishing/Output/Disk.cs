namespace CodiesVibe.Publishing.Output;

/// <summary>The single changes on disk that publishing consists of. Each fault becomes one error that names the path and the remedy.</summary>
/// <param name="before">Called before each change with what it is, in words.</param>
/// <param name="exchanges">Whether two names can be exchanged in one step; without that, three renames do it.</param>
internal sealed class Disk(Action<string>? before = null, bool exchanges = true)
{
    /// <summary>Begins the name under which an entry lies during the three renames; no published path has it.</summary>
    private const string AsidePrefix = ".publish.aside.";

    private readonly bool _exchanges = exchanges && OperatingSystem.IsLinux();

    /// <summary>Makes a directory that everybody can read, and those above it.</summary>
    public void CreateDirectory(string path) => Change("create directory", path, () =>
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // Containers read it as users of their own, so the umask of whoever publishes must not matter.
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var missing in Missing(path).Reverse())
        {
            Directory.CreateDirectory(missing);
            File.SetUnixFileMode(missing, mode);
        }
    });

    /// <summary>Writes a file or link that is not there yet, to the disk, and makes its directory.</summary>
    public void Write(string path, GeneratedFile file)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            CreateDirectory(Path.GetDirectoryName(path)!);
        }

        if (file.Kind == FileKind.Link)
        {
            Link(path, FilePaths.TextOf(file));
            return;
        }

        Change("write", path, () =>
        {
            using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(file.Content.Span);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
                File.SetUnixFileMode(path, file.Kind == FileKind.Executable ? readable | executable : readable);
            }
        });
    }

    /// <summary>Makes a symbolic link.</summary>
    public void Link(string path, string target) => Change("link", path, () => File.CreateSymbolicLink(path, target));

    /// <summary>Gives a file, link or directory another name in the same file system, in one step.</summary>
    public void Rename(string from, string to) => Change("rename to", to, () =>
    {
        if (!OperatingSystem.IsWindows())
        {
            NativeDisk.Rename(from, to);
        }
        else if (File.GetAttributes(from).HasFlag(FileAttributes.Directory))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    });

    /// <summary>Exchanges two names: in one step where the file system can.</summary>
    public void Exchange(string one, string other)
    {
        var done = false;
        if (_exchanges)
        {
            Change("exchange", one, () => done = NativeDisk.TryExchange(one, other));
        }

        if (!done)
        {
            var aside = AsideOf(other);
            Rename(one, aside);
            Rename(other, one);
            Rename(aside, other);
        }
    }

    /// <summary>Finishes an exchange by three renames that was interrupted.</summary>
    /// <param name="root">Where one of the names lies.</param>
    /// <param name="others">Where the other may lie.</param>
    public void FinishExchanges(string root, params string[] others)
    {
        foreach (var aside in others.Where(Directory.Exists).SelectMany(folder => new DirectoryInfo(folder).GetFileSystemInfos($"{AsidePrefix}*")))
        {
            var name = aside.Name[AsidePrefix.Length..];
            var one = Path.Combine(root, name);
            Rename(aside.FullName, Exists(one) ? Path.Combine(Path.GetDirectoryName(aside.FullName)!, name) : one);
        }
    }

    /// <summary>Moves all files of a directory into another one that keeps its identity.</summary>
    public void MoveInto(string from, string directory)
    {
        foreach (var item in Items(from))
        {
            var target = Path.Combine(directory, item.Name);
            if (item is DirectoryInfo { LinkTarget: null })
            {
                if (!Directory.Exists(target))
                {
                    CreateDirectory(target);
                }

                MoveInto(item.FullName, target);
            }
            else
            {
                Rename(item.FullName, target);
            }
        }

        Sync(directory);
    }

    /// <summary>Deletes a file or link.</summary>
    public void Delete(string path) => Change("delete", path, () => File.Delete(path));

    /// <summary>Deletes a directory that is empty.</summary>
    public void DeleteEmpty(string path) => Change("delete directory", path, () => Directory.Delete(path));

    /// <summary>Deletes a directory and all that is in it, without following links.</summary>
    public void DeleteTree(string path)
    {
        foreach (var item in Items(path))
        {
            if (item is DirectoryInfo { LinkTarget: null })
            {
                DeleteTree(item.FullName);
            }
            else
            {
                Delete(item.FullName);
            }
        }

        DeleteEmpty(path);
    }

    /// <summary>Returns when the names in a directory are on the disk.</summary>
    public void Sync(string directory)
    {
        if (!OperatingSystem.IsWindows())
        {
            Change("sync", directory, () => NativeDisk.Sync(directory));
        }
    }

    /// <summary>Returns when all names below a directory are on the disk.</summary>
    public void SyncTree(string directory)
    {
        foreach (var item in Items(directory).OfType<DirectoryInfo>().Where(item => item.LinkTarget is null))
        {
            SyncTree(item.FullName);
        }

        Sync(directory);
    }

    /// <summary>Whether anything has that name, a link that leads nowhere included.</summary>
    public static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static string AsideOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, AsidePrefix + Path.GetFileName(path));

    private static IEnumerable<string> Missing(string path)
    {
        for (var directory = path; directory is not null && !Directory.Exists(directory); directory = Path.GetDirectoryName(directory))
        {
            yield return directory;
        }
    }

    private static IEnumerable<FileSystemInfo> Items(string directory) =>
        Directory.Exists(directory) ? new DirectoryInfo(directory).GetFileSystemInfos().OrderBy(item => item.Name, StringComparer.Ordinal) : [];

    private void Change(string what, string path, Action change)
    {
        before?.Invoke($"{what} {path}");
        try
        {
            change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Describe(path, exception);
        }
    }
}
