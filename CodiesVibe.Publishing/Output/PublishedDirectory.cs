namespace CodiesVibe.Publishing.Output;

/// <summary>
/// A directory that holds published files beside what the server owns (<c>.env</c>, <c>secrets/</c>, <c>state/</c>, ...), which is never touched.
/// A kill in the middle leaves each file whole, the old one or the new one, and the next publish finishes the work.
/// </summary>
/// <param name="path">Absolute, or relative to the working directory; it is created when something is published.</param>
public sealed class PublishedDirectory(string path)
{
    /// <summary>The directory, absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>What publishing would change; nothing is changed.</summary>
    /// <param name="files">The set that is to stand there.</param>
    /// <returns>The changes, sorted by path.</returns>
    /// <exception cref="PublishingException">The set cannot be written there.</exception>
    public IReadOnlyList<FileChange> Compare(IReadOnlyList<GeneratedFile> files) => Comparison.Make(Path, files, force: false).Changes;

    /// <summary>Refuses what <see cref="Publish"/> would refuse; nothing is changed.</summary>
    /// <param name="files">The set that is to stand there.</param>
    /// <param name="force">Whether files that somebody edited or put there may be overwritten.</param>
    /// <exception cref="PublishingException">The set would overwrite what was not published, or cannot be written there.</exception>
    public void RefuseEdited(IReadOnlyList<GeneratedFile> files, bool force = false) => Check(files, force);

    /// <summary>Writes a set of files, and removes what the set before had more.</summary>
    /// <param name="files">The set that is to stand there.</param>
    /// <param name="force">Whether files that somebody edited or put there may be overwritten.</param>
    /// <returns>What was changed, sorted by path.</returns>
    /// <exception cref="PublishingException">
    /// The set would overwrite what was not published, and nothing is changed; or a file could not be written, and those before it are.
    /// </exception>
    public IReadOnlyList<FileChange> Publish(IReadOnlyList<GeneratedFile> files, bool force = false)
    {
        // Nothing is created where the set is refused.
        Check(files, force);
        DiskChanges.CreateDirectory(Path);
        using var sole = DirectoryLock.Take(Path);

        // Only now nobody else changes it.
        var comparison = Check(files, force);
        RemoveTemporaryFiles(comparison.Directories.Select(directory => directory.Path));
        if (!comparison.IsListed || comparison.Changes.Count > 0)
        {
            Apply(comparison);
        }

        return comparison.Changes;
    }

    /// <summary>Deletes before it writes, since a directory may be in the place of a file, and a file in that of a directory.</summary>
    private void Apply(Comparison comparison)
    {
        var list = comparison.List;
        WholeFile.Write(At(PublishedList.PendingName), list.Content);
        foreach (var change in comparison.Changes.Where(change => change.After is null))
        {
            DiskChanges.DeleteFile(At(change.Path));
        }

        foreach (var (directory, _) in comparison.Directories.Where(directory => !directory.Stays))
        {
            DiskChanges.DeleteIfEmpty(At(directory));
        }

        foreach (var file in comparison.Changes.Select(change => change.After).OfType<GeneratedFile>())
        {
            DiskChanges.CreateDirectory(System.IO.Path.GetDirectoryName(At(file.Path))!);
            WholeFile.Write(At(file.Path), file.Content, file.Kind);
        }

        WholeFile.Write(At(list.Path), list.Content);
        DiskChanges.DeleteFile(At(PublishedList.PendingName));
    }

    private void RemoveTemporaryFiles(IEnumerable<string> directories)
    {
        foreach (var directory in directories.Prepend("").Select(At).Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFileSystemEntries(directory, WholeFile.TemporaryNames))
            {
                DiskChanges.DeleteFile(file);
            }
        }
    }

    private string At(string path) => System.IO.Path.Combine(Path, path);

    private Comparison Check(IReadOnlyList<GeneratedFile> files, bool force)
    {
        var comparison = Comparison.Make(Path, files, force);
        var edited = comparison.Changes.Where(change => change.IsEdited).Select(change => $"'{change.Path}'").ToList();
        return edited.Count == 0 || force ? comparison : throw new PublishingException(
            $"Publishing would overwrite or remove files in '{Path}' that were edited by hand or were not published: {string.Join(", ", edited)}. "
            + "Show the differences with 'dotnet aspire do diff', move the changes into the model, or overwrite the files with 'dotnet aspire publish -o DIRECTORY -- --force'.");
    }
}
