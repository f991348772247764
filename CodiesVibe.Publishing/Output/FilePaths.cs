namespace CodiesVibe.Publishing.Output;

/// <summary>Which paths can be published.</summary>
internal static class FilePaths
{
    /// <summary>What the server owns: never published, never touched.</summary>
    private static readonly string[] s_ofTheServer = ["secrets", "state", "certificates", "backups"];

    /// <summary>Begins the names that publishing itself uses, in every directory.</summary>
    private const string OfPublishing = ".publish";

    /// <summary>The directories that a path goes through, the outermost first, relative as the path is.</summary>
    public static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    /// <summary>Refuses a set that does not fit into one directory, on any file system.</summary>
    /// <exception cref="PublishingException">A path leaves the directory, is the server's, or stands in the way of another.</exception>
    public static void Check(IReadOnlyList<GeneratedFile> files)
    {
        // Some file systems hold names that differ in case for the same.
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (!IsInside(file.Path) || IsReserved(file.Path))
            {
                throw new PublishingException($"'{file.Path}' is not a valid path for a published file: it must be inside the directory and must not be reserved for the server or for publishing. Correct the renderer that generates it.");
            }

            if (!paths.Add(file.Path))
            {
                throw new PublishingException($"'{file.Path}' is published twice. Correct the renderers that generate it.");
            }

            if (file.Kind == FileKind.Link && !PointsInside(file))
            {
                throw new PublishingException($"The link '{file.Path}' points to '{TextOf(file)}' outside the published directory. Correct the renderer that generates it.");
            }
        }

        foreach (var file in files)
        {
            if (Ancestors(file.Path).FirstOrDefault(paths.Contains) is { } parent)
            {
                throw new PublishingException($"'{parent}' is published as a file, but '{file.Path}' needs a directory there. Correct the renderers that generate them.");
            }
        }
    }

    /// <summary>Where a link points.</summary>
    public static string TextOf(GeneratedFile link) => System.Text.Encoding.UTF8.GetString(link.Content.Span);

    private static bool IsInside(string path) =>
        path.Split('/').All(part => part is not ("" or "." or "..") && !part.Any(c => char.IsControl(c) || c is '\\' or ':'));

    private static bool IsReserved(string path)
    {
        var parts = path.Split('/');
        var entry = parts[0];
        return s_ofTheServer.Contains(entry, StringComparer.OrdinalIgnoreCase)
            || parts.Any(part => part.StartsWith(OfPublishing, StringComparison.OrdinalIgnoreCase))
            || (entry.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && !entry.EndsWith(".example", StringComparison.Ordinal));
    }

    /// <summary>Inside the directory; from a directory in it, inside that one, since that may be mounted alone.</summary>
    private static bool PointsInside(GeneratedFile link)
    {
        var depth = link.Path.Count(c => c == '/');
        var least = Math.Min(depth, 1);
        foreach (var part in TextOf(link).Split('/'))
        {
            depth += part == ".." ? -1 : 1;
            if (part is "" or "." || depth < least)
            {
                return false;
            }
        }

        return true;
    }
}
