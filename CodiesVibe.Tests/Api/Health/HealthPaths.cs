namespace CodiesVibe.Tests.Api.Health;

internal static class HealthPaths
{
    /// <summary>The health paths of the API, and the time within which each responds in any case.</summary>
    public static readonly IReadOnlyDictionary<string, TimeSpan> Budgets = new Dictionary<string, TimeSpan>
    {
        ["/alive"] = TimeSpan.FromSeconds(10),
        ["/health"] = TimeSpan.FromSeconds(10),
        ["/api/health"] = TimeSpan.FromSeconds(10),
        ["/health/mongodb"] = TimeSpan.FromSeconds(10),
        ["/health/redis"] = TimeSpan.FromSeconds(10),
        ["/health/backend"] = TimeSpan.FromSeconds(30),
        ["/health/full"] = TimeSpan.FromSeconds(60),
    };
}
