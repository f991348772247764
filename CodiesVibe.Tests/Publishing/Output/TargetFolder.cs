using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publisher;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>A directory of a server: the old set, and beside it what belongs to the server.</summary>
internal sealed class TargetFolder : IDisposable
{
    private static readonly (string Path, string Text)[] s_ofTheServer =
    [
        (".env.production", "IMAGE=mine\n"), ("secrets/token", "token\n"), ("state/active/backend-green", ""), ("backups/1.gz", "backup\n"), ("notes.txt", "mine\n"),
    ];

    /// <summary>Put by somebody into directories that are published.</summary>
    private static readonly (string Path, string Text)[] s_among = [("nginx/local.conf", "mine\n"), ("nginx/routes/local.conf", "mine\n")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-output-");

    public TargetFolder(IReadOnlyList<GeneratedFile>? files = null)
    {
        new PublishedDirectory(Path).Publish(files ?? Sets.Old);
        foreach (var (path, text) in s_ofTheServer.Concat(s_among))
        {
            Write(path, text);
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "deploy");

    public string At(string path) => System.IO.Path.Combine(Path, path);

    public string Read(string path) => File.ReadAllText(At(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    /// <summary>What tells a directory from another one at the same path.</summary>
    public static async Task<string> IdentityAsync(string path) => (await Command.RunAsync("stat", ["-c", "%i", path], "/")).Output;

    /// <summary>Asserts that whoever looks sees one of the sets, whole, and what belongs to the server.</summary>
    public void AssertWhole(params IReadOnlyList<GeneratedFile>[] sets)
    {
        var paths = sets.SelectMany(set => set).Select(file => file.Path).Distinct().ToList();
        var seen = paths.Select(path => $"{path}: {TryRead(path)}").ToList();
        Assert.Contains(seen, sets.Select(set => paths.ConvertAll(path => $"{path}: {Followed(set, path)}")));
        Assert.All(s_ofTheServer, file => Assert.Equal(file.Text, Read(file.Path)));
    }

    /// <summary>Asserts that exactly that set lies there, in its final form, beside what belongs to the server.</summary>
    public void AssertExactly(IReadOnlyList<GeneratedFile> set)
    {
        AssertWhole(set);
        Assert.All(s_among, file => Assert.Equal(file.Text, Read(file.Path)));
        string[] foreign = [.. s_ofTheServer.Concat(s_among).Select(file => file.Path), PublishedList.Name];
        Assert.Equal(set.Select(file => file.Path).Concat(foreign).Order(StringComparer.Ordinal), Files().Order(StringComparer.Ordinal));
        Assert.All(set, file => Assert.Equal(file.Kind == FileKind.Link ? FilePaths.TextOf(file) : null, new FileInfo(At(file.Path)).LinkTarget));
        foreach (var file in set.Where(file => file.Kind != FileKind.Link))
        {
            Assert.Equal(file.Kind == FileKind.Executable ? "755" : "644", OperatingSystem.IsWindows() ? null : Convert.ToString((int)File.GetUnixFileMode(At(file.Path)), 8));
        }

        Assert.Empty(new PublishedDirectory(Path).Compare(set));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Null where there is no file, or a link that leads nowhere.</summary>
    private string? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(At(path)))
        {
            return null;
        }
    }

    private IEnumerable<string> Files() => new DirectoryInfo(Path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(item => item is FileInfo || item.LinkTarget is not null).Select(item => System.IO.Path.GetRelativePath(Path, item.FullName));

    private static string? Followed(IReadOnlyList<GeneratedFile> set, string path) => set.FirstOrDefault(file => file.Path == path) switch
    {
        null => null,
        { Kind: FileKind.Link } link => Followed(set, FilePaths.TextOf(link)),
        var file => System.Text.Encoding.UTF8.GetString(file.Content.Span),
    };
}
