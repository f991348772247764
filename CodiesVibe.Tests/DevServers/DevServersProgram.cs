namespace CodiesVibe.Tests.DevServers;

/// <summary>The development servers as they were built: in their own output, which alone holds their native libraries.</summary>
internal static class DevServersProgram
{
    public static string Location { get; } = Find();

    private static string Find()
    {
        const string project = "CodiesVibe.DevServers";
        // The tests run from CodiesVibe.Tests/bin/<configuration>/<framework>.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, project, "bin", output.Parent.Name, output.Name, $"{project}.dll");
    }
}
