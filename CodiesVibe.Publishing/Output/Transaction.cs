namespace CodiesVibe.Publishing.Output;

/// <summary>
/// Exchanges the published set in one step. Every entry of the directory that changes is replaced by a link through <c>.publish/set</c>, which still leads to the old
/// entry; then that one link is turned to the new set; then each entry is put in place of its link. So every path leads to the old set before the turn and
/// to the new one after it. Directories keep their identity, since containers have them mounted: in the last step their files are moved into them.
/// </summary>
/// <param name="root">The published directory, locked.</param>
/// <param name="disk">Makes the changes.</param>
internal sealed class Transaction(string root, Disk disk)
{
    /// <summary>Where sets lie during an exchange.</summary>
    public const string Folder = ".publish";

    private const string Old = "old";
    private const string New = "new";

    private string Work => Path.Combine(root, Folder);

    private string Set => Path.Combine(Work, "set");

    /// <summary>What moves into directories that stay.</summary>
    private string Into => Path.Combine(Work, "into");

    /// <summary>The paths of files that go, one a line.</summary>
    private string Removals => Path.Combine(Work, "removals");

    /// <summary>What the link points at that stands in for an entry.</summary>
    public static string SubstituteFor(string entry) => $"{Folder}/set/{entry}";

    /// <summary>Exchanges the set.</summary>
    /// <param name="files">All files of the new set.</param>
    /// <param name="comparison">How they differ from what is there.</param>
    /// <exception cref="PublishingException">It did not work; the old set is there, or the new one where the message says so.</exception>
    public void Run(IReadOnlyList<GeneratedFile> files, Comparison comparison)
    {
        var removed = comparison.Changes.Where(change => change.After is null).Select(change => change.Path).ToList();
        var written = comparison.Changes.Select(change => change.After).OfType<GeneratedFile>().ToList();
        if (comparison.List is { } list)
        {
            (files, written) = ([.. files, list], [.. written, list]);
        }

        var entries = written.Select(file => file.Path).Concat(removed).Select(FilePaths.EntryOf).Distinct().Order(StringComparer.Ordinal).ToList();
        try
        {
            Stage(files, written, removed, entries);
            foreach (var entry in entries)
            {
                Substitute(entry);
            }

            disk.Sync(root);
        }
        catch (PublishingException)
        {
            Recover();
            throw;
        }

        Turn(New);
        Recover();
    }

    /// <summary>Finishes what an interrupted run has left: backwards where the set was not turned yet, else forwards.</summary>
    public void Recover()
    {
        if (!Directory.Exists(Work))
        {
            return;
        }

        disk.FinishExchanges(root, Aside(Old), Aside(New));
        var isTurned = new FileInfo(Set).LinkTarget == New;
        foreach (var entry in Substituted())
        {
            if (isTurned)
            {
                PutNew(entry);
            }
            else
            {
                PutBack(entry);
            }
        }

        disk.Sync(root);
        disk.DeleteTree(Work);
    }

    private string Aside(string set) => Path.Combine(Work, set);

    private IEnumerable<string> Substituted() => [.. new DirectoryInfo(root).EnumerateFileSystemInfos()
        .Where(item => item.LinkTarget == SubstituteFor(item.Name)).Select(item => item.Name).Order(StringComparer.Ordinal)];

    private void Stage(IReadOnlyList<GeneratedFile> files, IReadOnlyList<GeneratedFile> written, IReadOnlyList<string> removed, IReadOnlyList<string> entries)
    {
        disk.CreateDirectory(Work);
        foreach (var folder in new[] { Aside(Old), Aside(New), Into })
        {
            disk.CreateDirectory(folder);
        }

        foreach (var file in files.Where(file => entries.Contains(FilePaths.EntryOf(file.Path))))
        {
            disk.Write(Path.Combine(Work, New, file.Path), file);
        }

        foreach (var file in written.Where(file => Directory.Exists(Path.Combine(root, FilePaths.EntryOf(file.Path)))))
        {
            disk.Write(Path.Combine(Into, file.Path), file);
        }

        foreach (var entry in entries)
        {
            disk.Link(Path.Combine(Work, Old, entry), SubstituteFor(entry));
        }

        disk.Write(Removals, GeneratedFile.Text("removals", string.Concat(removed.Select(path => $"{path}\n"))));
        disk.SyncTree(Work);
        Turn(Old);
    }

    private void Turn(string set)
    {
        disk.Link($"{Set}.next", set);
        disk.Rename($"{Set}.next", Set);
        disk.Sync(Work);
    }

    private void Substitute(string entry)
    {
        var (place, substitute) = (Path.Combine(root, entry), Path.Combine(Work, Old, entry));
        if (Disk.Exists(place))
        {
            disk.Exchange(place, substitute);
        }
        else
        {
            disk.Rename(substitute, place);
        }
    }

    private void PutBack(string entry)
    {
        var (place, old) = (Path.Combine(root, entry), Path.Combine(Work, Old, entry));
        if (Disk.Exists(old))
        {
            disk.Exchange(place, old);
        }
        else
        {
            disk.Delete(place);
        }
    }

    private void PutNew(string entry)
    {
        var (place, old, next) = (Path.Combine(root, entry), Path.Combine(Work, Old, entry), Path.Combine(Work, New, entry));
        if (IsDirectory(old))
        {
            RemoveFiles(entry, old, stays: IsDirectory(next));
            if (IsDirectory(next))
            {
                disk.MoveInto(Path.Combine(Into, entry), old);
            }

            // What was not published is still in it.
            if (Directory.Exists(old))
            {
                disk.Exchange(place, old);
                return;
            }
        }

        if (Disk.Exists(next))
        {
            disk.Exchange(place, next);
        }
        else
        {
            disk.Delete(place);
        }
    }

    /// <summary>Removes the files of a directory that go, and what is empty after that.</summary>
    private void RemoveFiles(string entry, string directory, bool stays)
    {
        var shortest = directory.Length + (stays ? 1 : 0);
        foreach (var path in File.ReadLines(Removals).Where(path => path.StartsWith($"{entry}/", StringComparison.Ordinal)))
        {
            var file = Path.Combine(Work, Old, path);
            if (Disk.Exists(file))
            {
                disk.Delete(file);
            }

            for (var parent = Path.GetDirectoryName(file)!; parent.Length >= shortest; parent = Path.GetDirectoryName(parent)!)
            {
                if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
                {
                    disk.DeleteEmpty(parent);
                }
            }
        }
    }

    private static bool IsDirectory(string path) => Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null;
}
