using System.Net;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task Unknown_routes_and_methods_are_problems_in_json(string accept)
    {
        await using var api = await ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1");

        var unknown = await api.Http.AnswerAsync(HttpMethod.Get, "/nowhere", accept);
        var method = await api.Http.AnswerAsync(HttpMethod.Delete, "/api/tools", accept);
        var development = await api.Http.AnswerAsync(HttpMethod.Post, "/dev/seed", accept);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.Status, unknown.MediaType));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (method.Status, method.MediaType));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (development.Status, development.MediaType));
        Assert.All([unknown, method, development], answer => Assert.Equal((int)answer.Status, (int)answer.Body["status"]!));
    }
}
