using System.Diagnostics;
using System.Net;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Health;

/// <summary>An API without its dependencies responds to every request, in JSON and within the budgets.</summary>
public sealed class AbsentDependencyTests
{
    public static readonly TheoryData<string> Absences = new("nothing listens", "accepts and is silent", "drops packets", "no such host");

    [Theory]
    [Requirement("R046", "R048")]
    [MemberData(nameof(Absences))]
    public async Task Every_endpoint_responds_within_its_budget(string absence)
    {
        using var hole = absence switch
        {
            "accepts and is silent" => BlackHole.ThatAccepts(),
            "drops packets" => await BlackHole.ThatDropsAsync(TestContext.Current.CancellationToken),
            _ => null,
        };
        var address = absence == "no such host" ? "mongodb.invalid:27017" : $"127.0.0.1:{hole?.Port ?? FreePort.Find()}";
        await using var api = await ApiProcess.StartAsync($"mongodb://user:secret@{address}/codiesvibe", $"{address},password=secret", new Dictionary<string, string?>
        {
            ["services__nginx__http__0"] = $"http://{address}",
        });

        var answers = await Task.WhenAll(HealthPaths.Budgets.Keys.Select(async path => (path, answer: await api.Http.GetAnswerAsync(path))));

        Assert.All(answers, item =>
        {
            Assert.Equal(item.path == "/alive" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, item.answer.Status);
            Assert.Equal("application/json", item.answer.MediaType);
            Assert.InRange(item.answer.Elapsed, TimeSpan.Zero, HealthPaths.Budgets[item.path]);
            Assert.DoesNotContain("secret", item.answer.Body.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", item.answer.Body.ToJsonString(), StringComparison.Ordinal);
        });
        var full = answers.Single(item => item.path == "/health/full").answer;
        Assert.Equal(
            "unhealthy degraded unhealthy unhealthy unhealthy",
            string.Join(' ', "mongodb redis backend frontend nginx".Split(' ').Select(full.HealthOf)));

        var tools = await api.Http.GetAnswerAsync("/api/tools");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (tools.Status, tools.MediaType));
        Assert.NotNull(tools.Response.Headers.RetryAfter);
        Assert.InRange(tools.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        var stopping = Stopwatch.StartNew();
        await api.Process.TerminateAsync();
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
