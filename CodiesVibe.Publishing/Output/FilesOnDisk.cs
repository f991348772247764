namespace CodiesVibe.Publishing.Output;

/// <summary>Reads a published directory.</summary>
/// <param name="root">The directory; it need not exist.</param>
internal sealed class FilesOnDisk(string root)
{
    /// <summary>The file at a path, or null where there is none.</summary>
    /// <exception cref="PublishingException">A link leads out of the directory, or the file cannot be read.</exception>
    public GeneratedFile? Read(string path)
    {
        RefuseLinksAbove(path);
        var file = new FileInfo(Locate(path));
        if (file.LinkTarget is { } target)
        {
            return GeneratedFile.Text(path, target, FileKind.Link);
        }

        try
        {
            return file.Exists ? new(path, File.ReadAllBytes(file.FullName), KindOf(file)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PublishingException($"'{file.FullName}' cannot be read, so it is unknown whether it was edited: {exception.Message} Make it readable, or remove it.");
        }
    }

    /// <summary>Whether there is a directory at a path.</summary>
    /// <exception cref="PublishingException">A link leads out of the directory.</exception>
    public bool IsDirectory(string path)
    {
        RefuseLinksAbove(path);
        return new DirectoryInfo(Locate(path)) is { Exists: true, LinkTarget: null };
    }

    /// <summary>Every file and link below a directory, relative to the root.</summary>
    public IEnumerable<string> Below(string path) => new DirectoryInfo(Locate(path)).EnumerateFileSystemInfos()
        .SelectMany(item => item is DirectoryInfo { LinkTarget: null } ? Below($"{path}/{item.Name}") : [$"{path}/{item.Name}"]);

    private string Locate(string path) => Path.Combine(root, path);

    private void RefuseLinksAbove(string path)
    {
        if (FilePaths.Ancestors(path).FirstOrDefault(ancestor => new DirectoryInfo(Locate(ancestor)).LinkTarget is not null) is { } link)
        {
            throw new PublishingException($"'{Locate(link)}' is a symbolic link, so '{path}' would be written to another place. Remove the link.");
        }
    }

    private static FileKind KindOf(FileInfo file) =>
        !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? FileKind.Executable : FileKind.Regular;
}
