namespace CodiesVibe.AppHost.Topology;

/// <summary>Finds programs that are on PATH.</summary>
internal static class ProgramOnPath
{
    /// <summary>The full path of a program, or null where it is not installed.</summary>
    public static string? Find(string name) => FindAll(name).FirstOrDefault();

    /// <summary>The full paths of all programs of that name, the preferred one first.</summary>
    public static IEnumerable<string> FindAll(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file)).Where(File.Exists);
    }
}
