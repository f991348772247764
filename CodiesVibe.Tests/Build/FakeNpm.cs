using System.Runtime.Versioning;

namespace CodiesVibe.Tests.Build;

/// <summary>
/// A PATH on which `npm` is a stand-in written by the test, beside the real node, tar and shell tools.
/// It notes each call, so that a test can count downloads.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakeNpm
{
    private static readonly string[] _realPrograms = ["node", "tar", "gzip", "sh", "cat", "mkdir", "cp", "sleep", "dirname"];

    private readonly DirectoryInfo _folder;

    public FakeNpm(DirectoryInfo parent)
    {
        _folder = parent.CreateSubdirectory("path");
        foreach (var program in _realPrograms)
        {
            File.CreateSymbolicLink(Path.Combine(SearchPath, program), Find(program));
        }
    }

    public string SearchPath => _folder.FullName;

    public int Calls => File.Exists(Log) ? File.ReadAllLines(Log).Length : 0;

    private string Log => Path.Combine(SearchPath, "calls");

    /// <summary>Makes `npm` run these lines of shell; without it there is no npm at all.</summary>
    public FakeNpm That(string script)
    {
        Write("npm", $"""
            #!/bin/sh
            echo "$*" >> "{Log}"
            {script}
            """);
        return this;
    }

    /// <summary>Makes `npm pack` deliver a package whose `aspire setup` leaves an engine, as the real one does.</summary>
    public FakeNpm ThatDelivers(string version, string before = "")
    {
        var package = Directory.CreateDirectory(Path.Combine(SearchPath, "package", "bin")).FullName;
        Write(Path.Combine("package", "bin", "aspire"), $"""
            #!/bin/sh
            to="$HOME/.aspire/versions/{version}_stand-in"
            mkdir -p "$to/dcp" "$to/managed"
            echo engine > "$to/dcp/dcp"
            echo dashboard > "$to/managed/aspire-managed"
            """);
        return That($"""
            {before}
            tar -czf stand-in.tgz -C "{Path.GetDirectoryName(Path.GetDirectoryName(package))}" package
            echo stand-in.tgz
            """);
    }

    private void Write(string name, string script)
    {
        var file = Path.Combine(SearchPath, name);
        File.WriteAllText(file, script);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Select(folder => Path.Combine(folder, program))
        .First(File.Exists);
}
