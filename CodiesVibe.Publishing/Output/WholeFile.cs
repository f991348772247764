using System.Text;

namespace CodiesVibe.Publishing.Output;

/// <summary>Writes a file so that a reader finds the old one or the new one, whole, also after a kill or a power failure.</summary>
public static class WholeFile
{
    /// <summary>The names under which files are written before they take their place, as a search pattern. A killed process leaves at most one behind.</summary>
    internal const string TemporaryNames = ".publish.*.tmp";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Creates or replaces a file, and returns when it is on the disk.</summary>
    /// <param name="path">Its place, in a directory that exists.</param>
    /// <param name="content">What it holds; for a link, what it points to.</param>
    /// <param name="kind">Decides the mode.</param>
    /// <exception cref="PublishingException">It cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content, FileKind kind = FileKind.Regular)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(directory, TemporaryNames.Replace("*", $"{Environment.ProcessId}", StringComparison.Ordinal));
        try
        {
            if (kind == FileKind.Link)
            {
                File.CreateSymbolicLink(temporary, Encoding.UTF8.GetString(content.Span));
            }
            else
            {
                WriteThrough(temporary, content.Span, kind == FileKind.Executable ? Executable : Readable);
            }

            File.Move(temporary, path, overwrite: true);
            DiskSync.FlushDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw DiskFault.Describe(path, exception);
        }
    }

    private static void WriteThrough(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            // Containers read it as users of their own, so the umask of whoever publishes must not matter.
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }

        stream.Write(content);
        DiskSync.FlushFile(stream);
    }
}
