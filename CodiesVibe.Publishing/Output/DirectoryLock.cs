namespace CodiesVibe.Publishing.Output;

/// <summary>Keeps two processes from publishing into one directory at the same time; it ends with the process, however that ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly int _handle;
    private readonly FileStream? _file;

    private DirectoryLock(int handle) => _handle = handle;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Locks a directory.</summary>
    /// <exception cref="PublishingException">Another process has it, or it cannot be locked.</exception>
    public static DirectoryLock Take(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return new(new FileStream(Path.Combine(directory, $"{Transaction.Folder}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }

            return NativeDisk.TryLock(directory) is { } handle
                ? new(handle)
                : throw new PublishingException($"Another process is publishing into '{directory}'. Wait until it has finished, then publish again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Describe(directory, exception);
        }
    }

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
        }
        else
        {
            NativeDisk.Release(_handle);
        }
    }
}
