using System.Reflection;

namespace CodiesVibe.Bench;

/// <summary>The app hosts that are measured, as they were built with this program.</summary>
internal static class BuiltProgram
{
    public static string Site { get; } = Find("CodiesVibe.AppHost", "CodiesVibe.AppHost.dll");

    /// <summary>The committed manifest of the site.</summary>
    public static string Manifest { get; } = Path.Combine(Metadata("Repository"), "aspire-manifest.json");

    /// <summary>Three resources that wait for one another; the official packages were timed with it.</summary>
    public static string Chain { get; } = Find("CodiesVibe.Tests/Hosting/Golden/run", "App.AppHost.dll");

    private static string Find(string project, string file) => Path.Combine(Metadata("Repository"), project, Metadata("Output"), file);

    private static string Metadata(string key) =>
        typeof(BuiltProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
