using System.Reflection;

namespace CodiesVibe.Tests.Build;

/// <summary>The clone that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Where packages are kept once they were fetched. NuGet takes an empty variable for none.</summary>
    public static string PackageFolder { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>A file of the sources.</summary>
    public static string Source(string path) => Path.Combine(Root, path);

    /// <summary>The program of a project, built in the configuration of these tests.</summary>
    public static string Program(string project)
    {
        var output = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Root, project, "bin", output.Parent!.Name, output.Name, project + ".dll");
    }

    /// <summary>Copies the sources as they are now.</summary>
    public static async Task CopyToAsync(DirectoryInfo folder)
    {
        var copy = await Command.RunAsync(
            "sh", ["-ec", "git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract --directory=\"$0\"", folder.FullName], Root);
        Assert.True(copy.ExitCode == 0, copy.All);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (!File.Exists(Path.Combine(folder.FullName, "CodiesVibe.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("CodiesVibe.sln is in no folder above the tests.");
        }
        return folder.FullName;
    }
}
