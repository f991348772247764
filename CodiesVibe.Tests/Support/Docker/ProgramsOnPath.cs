namespace CodiesVibe.Tests.Support.Docker;

/// <summary>Programs that are installed on this machine.</summary>
internal static class ProgramsOnPath
{
    /// <summary>The file of a program, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The file of a program that is known to be there.</summary>
    public static string Get(string program) => Find(program) ?? throw new FileNotFoundException($"'{program}' is not on PATH.");
}
