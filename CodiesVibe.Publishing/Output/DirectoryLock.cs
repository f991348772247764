namespace CodiesVibe.Publishing.Output;

/// <summary>Keeps two processes from publishing into one directory at the same time. It ends with the process, however that ends.</summary>
internal static class DirectoryLock
{
    private const string Name = ".publish.lock";

    /// <summary>What the operating system answers where another process has the file: Linux, macOS, Windows.</summary>
    private static readonly int[] s_isHeld = [11, 35, 32];

    /// <summary>Locks a directory until the result is disposed of.</summary>
    /// <exception cref="PublishingException">Another process has it, or it cannot be locked.</exception>
    public static IDisposable Take(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (s_isHeld.Contains(exception.HResult & DiskFault.CodeMask))
        {
            throw new PublishingException($"Another process is publishing into '{directory}'. Wait until it has finished, then publish again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Describe(directory, exception);
        }
    }
}
