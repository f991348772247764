using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
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

    private readonly DirectoryInfo _folder;

    /// <summary>In a folder of the test's own, by default.</summary>
    public TargetFolder(string? above = null)
    {
        _folder = above is null ? Directory.CreateTempSubdirectory("codiesvibe-output-") : Directory.CreateDirectory(System.IO.Path.Combine(above, "target"));
        new PublishedDirectory(Path).Publish(Sets.Old);
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

    /// <summary>Asserts that each file is that of one of the sets, whole, and that what belongs to the server is untouched.</summary>
    public void AssertWhole(params IReadOnlyList<GeneratedFile>[] sets)
    {
        var disk = new FilesOnDisk(Path);
        foreach (var path in sets.SelectMany(set => set).Select(file => file.Path).Distinct())
        {
            Assert.Contains(Form(path, disk.Read(path)), sets.Select(set => Form(path, set.FirstOrDefault(file => file.Path == path))));
        }

        Assert.All(s_ofTheServer.Concat(s_among), file => Assert.Equal(file.Text, Read(file.Path)));
    }

    /// <summary>Asserts that exactly that set lies there, beside what belongs to the server.</summary>
    public void AssertExactly(IReadOnlyList<GeneratedFile> set)
    {
        AssertWhole(set);
        string[] foreign = [.. s_ofTheServer.Concat(s_among).Select(file => file.Path), PublishedList.Name];
        Assert.Equal(set.Select(file => file.Path).Concat(foreign).Order(StringComparer.Ordinal), Files().Order(StringComparer.Ordinal));
        foreach (var file in set.Where(file => file.Kind != FileKind.Link))
        {
            Assert.Equal(file.Kind == FileKind.Executable ? "755" : "644", OperatingSystem.IsWindows() ? null : Convert.ToString((int)File.GetUnixFileMode(At(file.Path)), 8));
        }

        Assert.Empty(new PublishedDirectory(Path).Compare(set));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<string> Files() => new DirectoryInfo(Path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(item => item is FileInfo || item.LinkTarget is not null).Select(item => System.IO.Path.GetRelativePath(Path, item.FullName));

    private static string Form(string path, GeneratedFile? file) => file is null ? $"{path} is absent" : $"{path} is {file.Kind}: {FilePaths.TextOf(file)}";
}
