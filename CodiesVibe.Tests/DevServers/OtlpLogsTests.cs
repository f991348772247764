using System.Text;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.DevServers.Redis;

namespace CodiesVibe.Tests.DevServers;

/// <summary>The servers of development send their structured logs where the others do.</summary>
public sealed class OtlpLogsTests
{
    [Theory]
    [InlineData("gateway", "Now listening on")]
    [InlineData("mongodb", "Listening on")]
    [InlineData("redis", "Listening on")]
    public async Task A_server_sends_its_logs_to_the_named_endpoint(string server, string text)
    {
        await using var collector = await StubServer.StartAsync();
        collector.Answers["/v1/logs"] = 200;
        using var data = new TemporaryFolder();
        await using var process = Start(server, data, collector.Address);

        await Eventually.BecomesTrueAsync($"{text} arrives", TimeSpan.FromSeconds(20), () => Task.FromResult(
            collector.Received.Any(request => request.Path == "/v1/logs" && Encoding.UTF8.GetString(request.Body).Contains(text, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("mongodb")]
    [InlineData("redis")]
    public async Task A_collector_that_does_not_respond_does_not_delay_the_stop(string server)
    {
        using var collector = BlackHole.ThatAccepts();
        using var data = new TemporaryFolder();
        await using var process = Start(server, data, $"http://127.0.0.1:{collector.Port}");
        await Eventually.BecomesTrueAsync("it listens", TimeSpan.FromSeconds(20), () => Task.FromResult(
            process.Output.Any(line => line.Contains("listening on", StringComparison.OrdinalIgnoreCase))));

        await process.TerminateAsync().WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
    }

    private static ChildProcess Start(string server, TemporaryFolder data, string collector) =>
        ChildProcess.Start("CodiesVibe.DevServers", server == "gateway" ? [server] : [server, "--data", data.Path], new Dictionary<string, string?>
        {
            ["PORT"] = "0",
            ["BACKEND_HTTP"] = "http://127.0.0.1:1",
            ["FRONTEND_HTTP"] = "http://127.0.0.1:1",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        });
}
