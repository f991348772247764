using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Database;

/// <summary>MongoDB responds with errors: clients are not told to retry, and operators learn why.</summary>
public sealed class DatabaseRefusalTests : IAsyncLifetime
{
    private const string NoRedis = "127.0.0.1:1";
    private const string Explanation = "hint provided does not correspond to an existing index";

    private readonly DevServer _mongodb = DevServer.Mongodb();

    public async ValueTask InitializeAsync() => await _mongodb.StartAsync();

    public ValueTask DisposeAsync() => _mongodb.DisposeAsync();

    [Fact]
    public async Task A_search_without_its_index_is_an_error_that_the_log_and_the_health_explain()
    {
        await using var api = await ApiProcess.StartAsync(_mongodb.MongoConnectionString, NoRedis);
        await Eventually.BecomesTrueAsync("searches are answered", TimeSpan.FromSeconds(30), async () => (await SearchAsync(api)).Status == HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync("the API is healthy", TimeSpan.FromSeconds(30), async () => (await api.Http.GetAnswerAsync("/health")).HealthOf("schema") == "healthy");

        _mongodb.RunAsRoot("db.runCommand({ drop: 'tools' }); db.runCommand({ insert: 'tools', documents: [{ slug: 'x' }] })");

        var search = await SearchAsync(api);
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (search.Status, search.MediaType));
        Assert.Null(search.Response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/api/tools")).Status);
        var health = await api.Http.GetAnswerAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy", "healthy"), (health.Status, health.HealthOf("schema"), health.HealthOf("mongodb")));
        Assert.Contains(Explanation, health.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(api.Process.Output, line => JsonNode.Parse(line)!["LogLevel"]!.ToString() == "Error" && line.Contains(Explanation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_login_is_one_error_and_the_first_attempt_after_it_was_mended_succeeds()
    {
        const string Wrong = "no-such-user";
        await using var api = await ApiProcess.StartAsync(_mongodb.MongoConnectionString.Replace("//codiesvibe:", $"//{Wrong}:", StringComparison.Ordinal), NoRedis);
        await Eventually.BecomesTrueAsync("the health reports it", TimeSpan.FromSeconds(30), async () =>
            (await api.Http.GetAnswerAsync("/health")).Body.ToJsonString().Contains("not prepared yet: MongoDB rejects the user name or password", StringComparison.Ordinal));
        // Attempts follow each other within 2 s.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        var line = Assert.Single(api.Process.Output, line => line.Contains("cannot be prepared", StringComparison.Ordinal));
        Assert.Equal("Error", JsonNode.Parse(line)!["LogLevel"]!.ToString());
        Assert.DoesNotContain(api.Process.Output, output => output.Contains(DevServer.Password, StringComparison.Ordinal));

        _mongodb.RunAsRoot($$"""db.adminCommand({ createUser: '{{Wrong}}', pwd: '{{DevServer.Password}}', mechanisms: ['SCRAM-SHA-256'], roles: [{ role: 'codiesvibe', db: 'admin' }] })""");
        await Eventually.BecomesTrueAsync("the database is prepared", TimeSpan.FromSeconds(10), async () => (await SearchAsync(api)).Status == HttpStatusCode.OK);
    }

    private static Task<JsonAnswer> SearchAsync(ApiProcess api) => api.Http.GetAnswerAsync("/api/tools/search?query=code");
}
