using System.Reflection;

namespace CodiesVibe.Bench;

/// <summary>The measured app host, built together with this program.</summary>
internal static class BuiltProgram
{
    public static string Site { get; } = Path.Combine(Metadata("Repository"), "CodiesVibe.AppHost", Metadata("Output"), "CodiesVibe.AppHost.dll");

    /// <summary>The committed manifest of the site.</summary>
    public static string Manifest { get; } = Path.Combine(Metadata("Repository"), "aspire-manifest.json");

    private static string Metadata(string key) =>
        typeof(BuiltProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
