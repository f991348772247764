using System.Text;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>A published directory of a test's own, gone with it.</summary>
internal sealed class PublishedFolder : IDisposable
{
    private static readonly string[] s_settings = ["BACKEND_IMAGE=registry.test/backend:1", "FRONTEND_IMAGE=registry.test/frontend:1"];

    public PublishedFolder(IReadOnlyList<GeneratedFile>? files = null)
    {
        foreach (var file in files ?? Published.Files)
        {
            var path = In(file.Path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            if (file.Kind == FileKind.Link)
            {
                File.CreateSymbolicLink(path, Encoding.UTF8.GetString(file.Content.Span));
                continue;
            }

            File.WriteAllBytes(path, file.Content.ToArray());
            if (file.Kind == FileKind.Executable && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("codiesvibe-published-").CreateSubdirectory("deploy").FullName;

    public string In(string path) => System.IO.Path.Combine(Path, path);

    public string Read(string path) => File.ReadAllText(In(path));

    /// <summary>Does what the README's preparation says, with what a person fills in.</summary>
    /// <param name="further">Further lines of the env file.</param>
    public async Task PrepareAsync(params string[] further)
    {
        WriteSettings(further);
        var script = await RunScriptAsync();
        Assert.True(script.ExitCode == 0, script.All);
    }

    /// <summary>Fills in the env file and links to it.</summary>
    public void WriteSettings(params string[] further)
    {
        var filledIn = Read(".env.production.example").Split('\n').Where(line => !line.StartsWith("BACKEND_IMAGE=", StringComparison.Ordinal) && !line.StartsWith("FRONTEND_IMAGE=", StringComparison.Ordinal));
        File.WriteAllText(In(".env.production"), string.Join('\n', [.. filledIn, .. s_settings, .. further, ""]));
        File.CreateSymbolicLink(In(".env"), ".env.production");
    }

    public Task<Command> RunScriptAsync() => Command.RunAsync("/bin/sh", ["./init-secrets.sh"], Path);

    public void Dispose() => Directory.GetParent(Path)!.Delete(recursive: true);
}
