namespace CodiesVibe.Tests.Api.Support;

/// <summary>Where the tests run.</summary>
internal static class Repository
{
    /// <summary>.../CodiesVibe.Tests/bin/{configuration}/{framework}</summary>
    private static readonly DirectoryInfo s_output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static string Root => s_output.Parent!.Parent!.Parent!.Parent!.FullName;

    /// <summary>A file of the sources.</summary>
    public static string Source(string path) => Path.Combine(Root, path);

    /// <summary>The program of a project, built the way these tests are.</summary>
    public static string Program(string project) =>
        Path.Combine(Root, project, "bin", s_output.Parent!.Name, s_output.Name, project + ".dll");
}
