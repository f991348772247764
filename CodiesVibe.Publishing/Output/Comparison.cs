namespace CodiesVibe.Publishing.Output;

/// <summary>What stands in a directory against what is to stand there.</summary>
/// <param name="Changes">The files that differ, sorted by path.</param>
/// <param name="List">The new list, where it differs from the one that is there.</param>
internal sealed record Comparison(IReadOnlyList<FileChange> Changes, GeneratedFile? List)
{
    /// <summary>Compares; nothing is changed.</summary>
    /// <param name="root">The directory; it need not exist.</param>
    /// <param name="files">The set that is to stand there.</param>
    /// <param name="force">Whether edited files may be lost.</param>
    /// <exception cref="PublishingException">The set cannot be written there.</exception>
    public static Comparison Make(string root, IReadOnlyList<GeneratedFile> files, bool force)
    {
        FilePaths.Check(files);
        if (File.Exists(root))
        {
            throw new PublishingException($"'{root}' is a file, but a directory is needed there. Remove it, or choose another directory with '--output-path'.");
        }

        var disk = new FilesOnDisk(root);
        var current = disk.Read(PublishedList.Name);
        var published = PublishedList.Read(current?.Content, root, force);
        var next = PublishedList.Of(files).ToFile();
        var wanted = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var removed = published.Paths.Where(path => !wanted.Contains(path)).Select(disk.Read).OfType<GeneratedFile>().ToList();

        var changes = removed.Select(file => new FileChange(file, null, !published.Has(file))).ToList();
        var leaving = removed.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var before = ReadPlace(root, disk, file.Path, leaving);
            if (before is null || !IsSame(before, file))
            {
                changes.Add(new(before, file, before is not null && !published.Has(before) && !before.Content.Span.SequenceEqual(file.Content.Span)));
            }
        }

        changes.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new(changes, current is { } && IsSame(current, next) ? null : next);
    }

    private static bool IsSame(GeneratedFile one, GeneratedFile other) =>
        one.Content.Span.SequenceEqual(other.Content.Span) && (one.Kind == other.Kind || (OperatingSystem.IsWindows() && FileKind.Link != one.Kind && FileKind.Link != other.Kind));

    /// <summary>Only what leaves may be where a file or its directories are to be.</summary>
    /// <returns>What is there and stays; null where nothing is.</returns>
    private static GeneratedFile? ReadPlace(string root, FilesOnDisk disk, string path, HashSet<string> leaving)
    {
        foreach (var ancestor in FilePaths.Ancestors(path))
        {
            if (leaving.Contains(ancestor))
            {
                return null;
            }

            if (!disk.IsDirectory(ancestor) && disk.Read(ancestor) is { Kind: not FileKind.Link })
            {
                throw new PublishingException($"'{Path.Combine(root, ancestor)}' is a file, but a directory is needed there. Move the file elsewhere.");
            }
        }

        if (!disk.IsDirectory(path))
        {
            return disk.Read(path);
        }

        return disk.Below(path).FirstOrDefault(inside => !leaving.Contains(inside)) is { } inside
            ? throw new PublishingException($"'{Path.Combine(root, path)}' is a directory, but a file is needed there, and '{inside}' in it was not published. Move the directory elsewhere.")
            : null;
    }
}
