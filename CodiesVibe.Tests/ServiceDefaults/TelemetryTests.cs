using System.Text;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.ServiceDefaults;

public sealed class TelemetryTests
{
    /// <summary>Docker's; the exporter alone would take more.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Logs_metrics_and_traces_go_to_the_named_endpoint_and_probes_leave_no_trace()
    {
        await using var collector = await StubServer.StartAsync();
        foreach (var signal in new[] { "logs", "metrics", "traces" })
        {
            collector.Answers[$"/v1/{signal}"] = 200;
        }

        await using var api = await ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });

        await api.Http.GetAnswerAsync("/health/redis");
        await api.Http.GetAnswerAsync("/api/tools/search");

        await ArrivesAsync("traces", "/api/tools/search");
        await ArrivesAsync("metrics", "http.server.request.duration");
        await ArrivesAsync("logs", "Application started");
        Assert.DoesNotContain("/health/redis", Sent("traces"), StringComparison.Ordinal);

        Task ArrivesAsync(string signal, string text) => Eventually.BecomesTrueAsync(
            $"{text} arrives in the {signal}",
            TimeSpan.FromSeconds(20),
            () => Task.FromResult(Sent(signal).Contains(text, StringComparison.Ordinal)));

        string Sent(string signal) => string.Concat(
            collector.Received.Where(request => request.Path == $"/v1/{signal}").Select(request => Encoding.UTF8.GetString(request.Body)));
    }

    [Fact]
    public async Task A_collector_that_does_not_respond_does_not_delay_the_stop()
    {
        using var collector = BlackHole.ThatAccepts();
        await using var api = await ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{collector.Port}",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
        });
        await api.Http.GetAnswerAsync("/api/tools/search");

        await api.Process.TerminateAsync().WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }
}
