namespace CodiesVibe.Deployment.Configuration;

/// <summary>The services that have slots.</summary>
internal static class ApplicationServices
{
    /// <summary>All of them, in the order in which they are replaced.</summary>
    public static IReadOnlyList<string> All { get; } = ["frontend", "backend"];
}
