namespace CodiesVibe.Publishing.Output;

/// <summary>Reads a published directory, also one in which a publish was interrupted.</summary>
/// <param name="root">The directory; it need not exist.</param>
internal sealed class FilesOnDisk(string root)
{
    /// <summary>The file at a path, or null where there is none.</summary>
    /// <exception cref="PublishingException">A link leads out of the directory, something else is in the way, or it cannot be read.</exception>
    public GeneratedFile? Read(string path)
    {
        RefuseLinksAbove(path);
        var file = new FileInfo(Locate(path));
        if (file.LinkTarget is { } target)
        {
            return GeneratedFile.Text(path, file.FullName == Path.Combine(root, path) ? target : Transaction.TargetOf(target), FileKind.Link);
        }

        try
        {
            return file.Exists ? new(path, File.ReadAllBytes(file.FullName), KindOf(file)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PublishingException($"'{Path.Combine(root, path)}' cannot be read, so it is unknown whether it was edited: {exception.Message} Make it readable, or remove it.");
        }
    }

    /// <summary>Whether there is a directory at a path.</summary>
    /// <exception cref="PublishingException">A link leads out of the directory.</exception>
    public bool IsDirectory(string path)
    {
        RefuseLinksAbove(path);
        return Directory.Exists(Locate(path)) && new DirectoryInfo(Locate(path)).LinkTarget is null;
    }

    /// <summary>Every file and link below a directory, relative to the root.</summary>
    public IEnumerable<string> Below(string path) => new DirectoryInfo(Locate(path)).EnumerateFileSystemInfos()
        .SelectMany(item => item is DirectoryInfo { LinkTarget: null } ? Below($"{path}/{item.Name}") : [$"{path}/{item.Name}"]);

    private void RefuseLinksAbove(string path)
    {
        if (FilePaths.Ancestors(path).FirstOrDefault(ancestor => new DirectoryInfo(Locate(ancestor)).LinkTarget is not null) is { } link)
        {
            throw new PublishingException($"'{Path.Combine(root, link)}' is a symbolic link, so '{path}' would be written to another place. Remove the link.");
        }
    }

    private string Locate(string path)
    {
        var entry = FilePaths.EntryOf(path);
        var stand = Transaction.SubstituteFor(entry);
        return Path.Combine(root, new FileInfo(Path.Combine(root, entry)).LinkTarget == stand ? stand + path[entry.Length..] : path);
    }

    private static FileKind KindOf(FileInfo file) =>
        !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? FileKind.Executable : FileKind.Regular;
}
