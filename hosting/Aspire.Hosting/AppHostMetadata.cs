using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the build wrote into the app host's assembly about itself.</summary>
internal static class AppHostMetadata
{
    /// <summary>The folder of the app host's project; null for an assembly that is no app host.</summary>
    public static string? ProjectDirectory(Assembly? appHost) => Value(appHost, "apphostprojectpath");

    /// <summary>The app host's project file; null for an assembly that is no app host.</summary>
    public static string? ProjectFile(Assembly? appHost) =>
        ProjectDirectory(appHost) is { } directory && Value(appHost, "apphostprojectname") is { } name ? Path.Combine(directory, name) : null;

    /// <summary>Whether this process is the app host's own, rather than a test that hosts the application.</summary>
    public static bool IsProgram(Assembly? appHost) => appHost == Assembly.GetEntryAssembly() && ProjectFile(appHost) is not null;

    private static string? Value(Assembly? appHost, string key) => appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Value;
}
