namespace CodiesVibe.Publishing.Output;

/// <summary>
/// A directory that holds published files beside what the server owns (<c>.env</c>, <c>secrets/</c>, <c>state/</c>, ...), which is never touched.
/// Whoever looks at it finds the old set or the new one, whole, also after the process was killed in the middle.
/// </summary>
public sealed class PublishedDirectory
{
    private readonly Disk _disk;

    /// <summary>A directory; it is made when something is published.</summary>
    /// <param name="path">Absolute, or relative to the working directory.</param>
    public PublishedDirectory(string path)
        : this(path, new Disk())
    {
    }

    internal PublishedDirectory(string path, Disk disk) => (Path, _disk) = (System.IO.Path.GetFullPath(path), disk);

    /// <summary>The directory, absolute.</summary>
    public string Path { get; }

    /// <summary>What publishing would change; nothing is changed.</summary>
    /// <param name="files">The set that is to stand there.</param>
    /// <returns>The changes, sorted by path.</returns>
    /// <exception cref="PublishingException">The set cannot be written there.</exception>
    public IReadOnlyList<FileChange> Compare(IReadOnlyList<GeneratedFile> files) => Comparison.Make(Path, files, force: false).Changes;

    /// <summary>Writes a set of files in one step, and removes what the set before had more.</summary>
    /// <param name="files">The set that is to stand there.</param>
    /// <param name="force">Whether files that somebody edited or put there may be overwritten.</param>
    /// <returns>What was changed, sorted by path.</returns>
    /// <exception cref="PublishingException">The set cannot be written there, or would overwrite what was not published; the set before is unchanged.</exception>
    public IReadOnlyList<FileChange> Publish(IReadOnlyList<GeneratedFile> files, bool force = false)
    {
        var isInterrupted = Directory.Exists(System.IO.Path.Combine(Path, Transaction.Folder));
        if (!isInterrupted && Check(files, force) is { List: null, Changes.Count: 0 })
        {
            return [];
        }

        var isNew = !Directory.Exists(Path);
        _disk.CreateDirectory(Path);
        using var sole = DirectoryLock.Take(Path);
        try
        {
            var transaction = new Transaction(Path, _disk);
            transaction.Recover();

            // Only now nobody else changes it.
            var comparison = Check(files, force);
            if (comparison.List is not null || comparison.Changes.Count > 0)
            {
                transaction.Run(files, comparison);
            }

            return comparison.Changes;
        }
        catch (PublishingException) when (isNew && !Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
            throw;
        }
    }

    private Comparison Check(IReadOnlyList<GeneratedFile> files, bool force)
    {
        var comparison = Comparison.Make(Path, files, force);
        var edited = comparison.Changes.Where(change => change.IsEdited).Select(change => $"'{change.Path}'").ToList();
        return edited.Count == 0 || force ? comparison : throw new PublishingException(
            $"Publishing would overwrite or remove files in '{Path}' that were edited by hand or were not published: {string.Join(", ", edited)}. "
            + "Show the differences with 'dotnet aspire do diff', move the changes into the model, or overwrite the files with 'dotnet aspire publish -o DIRECTORY -- --force'.");
    }
}
