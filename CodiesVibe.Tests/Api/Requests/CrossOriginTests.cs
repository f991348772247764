using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Requests;

public sealed class CrossOriginTests
{
    private const string Allowed = "https://app.example";

    [Theory]
    [Requirement("R062")]
    [InlineData("Production", Allowed, Allowed, Allowed)]
    [InlineData("Production", Allowed, "https://evil.example", null)]
    [InlineData("Production", Allowed, "https://app.example.evil.example", null)]
    [InlineData("Production", "https://other.example, https://app.example", Allowed, Allowed)]
    [InlineData("Production", "", Allowed, null)]
    [InlineData("Development", "", "https://evil.example", "*")]
    public async Task Only_named_origins_may_call_in_production_and_all_in_development(string environment, string setting, string origin, string? answer)
    {
        await using var api = await ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["Logging__Console__FormatterName"] = "json",
            ["Cors__AllowedOrigins"] = setting,
        });

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Options })
        {
            using var request = new HttpRequestMessage(method, "/api/tools");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "GET");
            using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(answer, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
        }
    }
}
