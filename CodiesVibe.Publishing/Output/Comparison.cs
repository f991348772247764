namespace CodiesVibe.Publishing.Output;

/// <summary>What stands in a directory against what is to stand there.</summary>
/// <param name="Changes">The files that differ, sorted by path.</param>
/// <param name="List">The new list.</param>
/// <param name="IsListed">Whether the list is there, and no interrupted publish has left another one.</param>
/// <param name="Directories">Every directory below the root that holds published files, the innermost first, and whether it holds some of the new set.</param>
internal sealed record Comparison(IReadOnlyList<FileChange> Changes, GeneratedFile List, bool IsListed, IReadOnlyList<(string Path, bool Stays)> Directories)
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
        var (current, pending) = (disk.Read(PublishedList.Name), disk.Read(PublishedList.PendingName));
        PublishedList[] published = [PublishedList.Read(current, root, force), PublishedList.Read(pending, root, force)];
        bool IsPublished(GeneratedFile file) => published.Any(list => list.Has(file));

        var wanted = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var gone = published.SelectMany(list => list.Paths).Where(path => !wanted.Contains(path)).Distinct().ToList();
        var changes = gone.Select(disk.Read).OfType<GeneratedFile>().Select(file => new FileChange(file, null, !IsPublished(file))).ToList();
        var leaving = changes.Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var before = ReadPlace(root, disk, file.Path, gone, leaving);
            if (before is null || !IsSame(before, file))
            {
                changes.Add(new(before, file, before is not null && !IsPublished(before) && !before.Content.Span.SequenceEqual(file.Content.Span)));
            }
        }

        changes.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        var list = PublishedList.Of(files).ToFile();
        return new(changes, list, pending is null && current is not null && IsSame(current, list), DirectoriesOf(wanted, gone));
    }

    private static bool IsSame(GeneratedFile one, GeneratedFile other) =>
        one.Content.Span.SequenceEqual(other.Content.Span) && (one.Kind == other.Kind || (OperatingSystem.IsWindows() && FileKind.Link != one.Kind && FileKind.Link != other.Kind));

    private static List<(string Path, bool Stays)> DirectoriesOf(IEnumerable<string> wanted, IEnumerable<string> gone)
    {
        var staying = wanted.SelectMany(FilePaths.Ancestors).ToHashSet(StringComparer.Ordinal);
        return [.. staying.Union(gone.SelectMany(FilePaths.Ancestors)).OrderByDescending(path => path.Length).Select(path => (path, staying.Contains(path)))];
    }

    /// <summary>Only what goes may be where a file or its directories are to be.</summary>
    /// <returns>What is there and stays; null where nothing is.</returns>
    private static GeneratedFile? ReadPlace(string root, FilesOnDisk disk, string path, IReadOnlyList<string> gone, HashSet<string> leaving)
    {
        foreach (var ancestor in FilePaths.Ancestors(path))
        {
            if (leaving.Contains(ancestor))
            {
                return null;
            }

            if (disk.Read(ancestor) is { Kind: not FileKind.Link })
            {
                throw new PublishingException($"'{Path.Combine(root, ancestor)}' is a file, but a directory is needed there. Move the file elsewhere.");
            }
        }

        if (!disk.IsDirectory(path))
        {
            return disk.Read(path);
        }

        // An interrupted publish may have left it empty.
        var foreign = disk.Below(path).FirstOrDefault(inside => !leaving.Contains(inside));
        return foreign is null && gone.Any(old => old.StartsWith($"{path}/", StringComparison.Ordinal)) ? null : throw new PublishingException(
            $"'{Path.Combine(root, path)}' is a directory, but a file is needed there{(foreign is null ? "" : $", and '{foreign}' in it was not published")}. Move the directory elsewhere.");
    }
}
