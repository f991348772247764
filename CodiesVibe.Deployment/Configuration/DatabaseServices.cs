namespace CodiesVibe.Deployment.Configuration;

/// <summary>The services that keep data for the application.</summary>
internal static class DatabaseServices
{
    public static IReadOnlyList<string> All { get; } = ["mongodb", "redis"];
}
