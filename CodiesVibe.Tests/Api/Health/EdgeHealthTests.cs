using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Health;

public sealed class EdgeHealthTests
{
    [Fact]
    [Requirement("R046")]
    public async Task The_complete_check_includes_the_edge_and_the_front_end()
    {
        await using var edge = await StubServer.StartAsync();
        await using var api = await StartAsync(new() { ["services__nginx__http__0"] = edge.Address });

        edge.Answers["/health/nginx"] = 200;
        edge.Answers["/health/frontend"] = 503;
        var broken = await api.Http.GetAnswerAsync("/health/full");
        edge.Answers["/health/frontend"] = 200;
        var repaired = await api.Http.GetAnswerAsync("/health/full");

        Assert.Equal(("healthy", "unhealthy"), (broken.HealthOf("nginx"), broken.HealthOf("frontend")));
        Assert.Equal(("healthy", "healthy"), (repaired.HealthOf("nginx"), repaired.HealthOf("frontend")));
    }

    [Fact]
    public async Task The_edge_is_not_requested_through_the_proxy_of_the_machine()
    {
        await using var edge = await StubServer.StartAsync();
        await using var api = await StartAsync(new() { ["services__nginx__http__0"] = edge.Address, ["HTTP_PROXY"] = "http://127.0.0.1:1", ["http_proxy"] = "http://127.0.0.1:1", ["NO_PROXY"] = null });

        edge.Answers["/health/nginx"] = 200;

        Assert.Equal("healthy", (await api.Http.GetAnswerAsync("/health/full")).HealthOf("nginx"));
    }

    [Fact]
    public async Task Without_an_edge_the_complete_check_says_that_none_is_configured()
    {
        await using var api = await StartAsync([]);

        var full = await api.Http.GetAnswerAsync("/health/full");

        Assert.Equal(("degraded", "degraded"), (full.HealthOf("nginx"), full.HealthOf("frontend")));
        Assert.Contains("services__nginx__http__0", (string?)full.Body["checks"]!["nginx"]!["description"], StringComparison.Ordinal);
    }

    private static Task<ApiProcess> StartAsync(Dictionary<string, string?> environment) =>
        ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", environment);
}
