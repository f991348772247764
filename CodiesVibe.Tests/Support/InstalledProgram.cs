using CodiesVibe.AppHost.Topology;

namespace CodiesVibe.Tests.Support;

/// <summary>Programs that may or may not be installed on this machine.</summary>
internal static class InstalledProgram
{
    /// <summary>The path of the first of these programs that is on PATH, or null.</summary>
    public static string? Find(params string[] names) => names.Select(ProgramOnPath.Find).FirstOrDefault(path => path is not null);

    /// <summary>The path of a program that the machine is known to have.</summary>
    /// <exception cref="FileNotFoundException">It is not on PATH.</exception>
    public static string Get(string name) => Find(name) ?? throw new FileNotFoundException($"'{name}' is not on PATH.");

    /// <summary>The path of a program; the test is skipped where none of the names is on PATH.</summary>
    /// <param name="names">The name that its makers gave it, and those that packagers give it.</param>
    public static string Require(params string[] names)
    {
        var path = Find(names);
        Assert.SkipWhen(path is null, $"{names[0]} is not installed.");
        return path!;
    }
}
