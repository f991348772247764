using CodiesVibe.Publishing.Routing;
using CodiesVibe.ServiceDefaults.Health;

namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>The route table.</summary>
public sealed class RoutesTests
{
    [Theory]
    [InlineData("/api/health", "database")]
    [InlineData("/health/mongodb", "database")]
    [InlineData("/health/redis", "database")]
    [InlineData("/health/backend", "backend")]
    [InlineData("/health/full", "full stack")]
    public void The_edge_waits_no_longer_than_the_budget(string path, string budget)
    {
        TimeSpan limit = budget switch
        {
            "database" => HealthBudgets.Database,
            "backend" => HealthBudgets.Backend,
            _ => HealthBudgets.FullStack,
        };
        Assert.Equal(limit.TotalSeconds, Routes.All.Single(route => route.Path == path).SilenceSeconds);
    }

    [Fact]
    public void Each_path_is_unique_and_needs_no_quoting()
    {
        Assert.Distinct(Routes.All.Select(route => route.Path));
        Assert.All(Routes.All, route => Assert.Matches("^(/[a-z.-]+)*$", route.Root));
    }
}
