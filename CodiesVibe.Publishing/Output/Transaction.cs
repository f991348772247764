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

    /// <summary>From a set to the published directory: begins what a link of the directory points at while it lies in a set.</summary>
    private const string Upwards = "../../";

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

    /// <summary>What a link in a set points at once it lies in the directory.</summary>
    public static string TargetOf(string link) => link.StartsWith(Upwards, StringComparison.Ordinal) ? link[Upwards.Length..] : link;

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
        var isTurned = LinkAt(Set) == New;
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
            disk.Write(Path.Combine(Work, New, file.Path), file.Kind == FileKind.Link && !file.Path.Contains('/') ? Moved(file) : file);
        }

        foreach (var file in written.Where(file => Directory.Exists(Path.Combine(root, FilePaths.EntryOf(file.Path)))))
        {
            disk.Write(Path.Combine(Into, file.Path), file);
        }

        foreach (var entry in entries)
        {
            disk.Link(Path.Combine(Work, Old, entry), LinkAt(Path.Combine(root, entry)) is { } target ? Upwards + target : SubstituteFor(entry));
        }

        disk.Write(Removals, GeneratedFile.Text("removals", string.Concat(removed.Select(path => $"{path}\n"))));
        disk.SyncTree(Work);
        Turn(Old);
    }

    private void Turn(string set)
    {
        Replace(Set, set);
        disk.Sync(Work);
    }

    private void Substitute(string entry)
    {
        var (place, substitute) = (Path.Combine(root, entry), Path.Combine(Work, Old, entry));
        if (LinkAt(place) is not null)
        {
            Replace(place, SubstituteFor(entry));
        }
        else if (Disk.Exists(place))
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
            Put(place, old);
        }
        else
        {
            disk.Delete(place);
        }
    }

    /// <summary>Puts an entry of a set in place of its substitute.</summary>
    private void Put(string place, string entry)
    {
        if (LinkAt(entry) is { } target)
        {
            Replace(place, TargetOf(target));
        }
        else
        {
            disk.Exchange(place, entry);
        }
    }

    /// <summary>Makes a link in place of another one, in one step.</summary>
    private void Replace(string place, string target)
    {
        var link = Path.Combine(Work, "link");
        if (Disk.Exists(link))
        {
            disk.Delete(link);
        }

        disk.Link(link, target);
        disk.Rename(link, place);
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
            Put(place, next);
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

    /// <summary>A link as it has to read in a set to lead to the same place.</summary>
    private static GeneratedFile Moved(GeneratedFile link) => GeneratedFile.Text(link.Path, Upwards + FilePaths.TextOf(link), FileKind.Link);

    private static string? LinkAt(string path) => new FileInfo(path).LinkTarget;

    private static bool IsDirectory(string path) => Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null;
}
