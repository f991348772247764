using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the build wrote into the app host's assembly about itself.</summary>
internal static class AppHostMetadata
{
    /// <summary>The folder of the app host's project; null for an assembly that is no app host.</summary>
    public static string? ProjectDirectory(Assembly? appHost) => Value(appHost, "apphostprojectpath");

    private static string? Value(Assembly? appHost, string key) => appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Value;
}
