using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>Rendered files in a folder of one test, for the programs that read them.</summary>
internal class RenderedFolder : IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("codiesvibe-rendered-");

    public RenderedFolder(params IEnumerable<GeneratedFile> files)
    {
        Path = _above.CreateSubdirectory("deploy").FullName;
        foreach (var file in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(file.Path))!);
            if (file.Kind == FileKind.Link)
            {
                File.CreateSymbolicLink(At(file.Path), Encoding.UTF8.GetString(file.Content.Span));
                continue;
            }

            File.WriteAllBytes(At(file.Path), file.Content.Span);
            if (file.Kind == FileKind.Executable && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(At(file.Path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    public string Path { get; }

    public string At(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>Runs a program of this machine here; the test is skipped where it is not installed.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Relative paths are those of the files.</param>
    public Task<Command> RunAsync(string program, params string[] arguments) => Command.RunAsync(InstalledProgram.Require(program), arguments, Path);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _above.Delete(recursive: true);
    }
}
