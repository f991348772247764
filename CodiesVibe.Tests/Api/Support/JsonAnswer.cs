using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>A JSON response, and how long it took.</summary>
internal sealed record JsonAnswer(HttpStatusCode Status, string? MediaType, JsonNode Body, TimeSpan Elapsed, HttpResponseMessage Response)
{
    /// <summary>Health responses only: the overall status.</summary>
    public string? Health => (string?)Body["status"];

    /// <summary>Health responses only: the status of one check.</summary>
    public string? HealthOf(string check) => (string?)Body["checks"]![check]!["status"];
}

internal static class JsonAnswers
{
    public static Task<JsonAnswer> GetAnswerAsync(this HttpClient http, string path) => http.AnswerAsync(HttpMethod.Get, path);

    /// <summary>Sends a request; a response that is not JSON fails the test.</summary>
    public static async Task<JsonAnswer> AnswerAsync(this HttpClient http, HttpMethod method, string path, string accept = "text/html")
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(accept);
        var elapsed = Stopwatch.StartNew();
        var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        elapsed.Stop();
        try
        {
            var body = JsonNode.Parse(text) ?? throw new JsonException("null");
            return new JsonAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, elapsed.Elapsed, response);
        }
        catch (JsonException)
        {
            Assert.Fail($"{method} {path} answered {(int)response.StatusCode} with no JSON: {text}");
            throw;
        }
    }
}
