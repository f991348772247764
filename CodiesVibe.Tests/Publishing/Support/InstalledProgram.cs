namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>Programs that a machine may have or not.</summary>
internal static class InstalledProgram
{
    /// <summary>The path of a program; the test is skipped where none of the names is installed.</summary>
    /// <param name="names">What it is called by its makers, and by those who package it.</param>
    public static string Require(params string[] names)
    {
        var path = names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{names[0]} is not installed.");
        return path!;
    }
}
