namespace CodiesVibe.Publishing.Output;

/// <summary>Creates directories and deletes. Each change is on the disk when it returns; each fault becomes one error that names the path and the remedy.</summary>
internal static class DiskChanges
{
    // Containers read it as users of their own, so the umask of whoever publishes must not matter.
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Creates a directory that everybody can read, and those above it that are missing.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        CreateDirectory(Path.GetDirectoryName(path)!);
        Change(path, () =>
        {
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, DirectoryMode);
            }
        });
    }

    /// <summary>Deletes a file or link; a missing one is not an error.</summary>
    public static void DeleteFile(string path) => Change(path, () => File.Delete(path));

    /// <summary>Deletes a directory if nothing is in it.</summary>
    public static void DeleteIfEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Change(path, () => Directory.Delete(path));
        }
    }

    private static void Change(string path, Action change)
    {
        try
        {
            change();
            DiskSync.FlushDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Describe(path, exception);
        }
    }
}
