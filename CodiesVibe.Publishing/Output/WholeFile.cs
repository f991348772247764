namespace CodiesVibe.Publishing.Output;

/// <summary>A single file that appears whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes a file; nothing is touched where it has that content already.</summary>
    /// <exception cref="PublishingException">It cannot be written; what was there is left alone.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            if (File.Exists(path) && content.SequenceEqual(File.ReadAllBytes(path)))
            {
                return;
            }

            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new PublishingException($"'{path}' cannot be written: {exception.Message} Make it writable for this user, or free some disk space if the disk is full.");
        }
    }
}
