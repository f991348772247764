namespace CodiesVibe.AppHost.Topology;

/// <summary>Finds programs that are on PATH.</summary>
internal static class ProgramOnPath
{
    /// <summary>The full path of a program, or null where it is not installed.</summary>
    public static string? Find(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
