namespace Aspire.Hosting.Publishing;

/// <summary>A file that appears whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes the file, and its folder where there is none.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be written there; what was there is left alone.</exception>
    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(temporary, content, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"'{path}' cannot be written: {exception.Message} Name another place with '--output-path'.", exception);
        }
    }
}
