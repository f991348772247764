using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>Rendered files in a folder of a test's own, for the programs that are to read them.</summary>
internal sealed class RenderedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-rendered-");

    public RenderedFolder(params IEnumerable<GeneratedFile> files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(file.Path))!);
            File.WriteAllBytes(At(file.Path), file.Content.Span);
        }
    }

    public string Path => _folder.FullName;

    public string At(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Runs a program of this machine here; the test is skipped where it is not installed.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Relative paths are those of the files.</param>
    public Task<Command> RunAsync(string program, params string[] arguments) => Command.RunAsync(InstalledProgram.Require(program), arguments, Path);

    public void Dispose() => _folder.Delete(recursive: true);
}
