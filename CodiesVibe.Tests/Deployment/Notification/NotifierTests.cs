using System.Diagnostics;
using CodiesVibe.Deployment.Notification;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>What is sent, how often, and what a channel that fails does to the others: nothing.</summary>
public sealed class NotifierTests : IAsyncLifetime
{
    private static readonly Notice s_failed = new(NoticeKind.Failed, "production", "The deployment of 2.0.0 failed: <x> & y", "dev@laptop", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new();
    private readonly List<string> _reported = [];
    private ChannelListener? _listener;

    private ChannelListener Listener => _listener!;

    public async ValueTask InitializeAsync() => _listener = await ChannelListener.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Listener.DisposeAsync();
    }

    [Fact]
    [Requirement("R142")]
    public async Task Each_channel_gets_the_notice_in_its_own_form()
    {
        Assert.Empty(await SendAsync(s_failed, Channel("/hook", NoticeBodies.Webhook), Channel("/slack", NoticeBodies.Slack), Channel("/pager", notice => NoticeBodies.PagerDuty("key", notice))));
        Assert.Equal(
            """{"project":"codiesvibe","environment":"production","result":"failed","text":"The deployment of 2.0.0 failed: <x> & y","by":"dev@laptop","at":"2026-03-01T12:00:00Z"}""",
            Json(Listener.Posted("/hook").Single()));
        Assert.Equal("codiesvibe production: The deployment of 2.0.0 failed: &lt;x&gt; &amp; y (dev@laptop)", (string?)Listener.Posted("/slack").Single()["text"]);
        Assert.Equal(
            """{"routing_key":"key","event_action":"trigger","dedup_key":"codiesvibe-production-deployment","payload":{"summary":"codiesvibe production: The deployment of 2.0.0 failed: <x> & y","source":"dev@laptop","severity":"error"}}""",
            Json(Listener.Posted("/pager").Single()));
        Assert.Equal(["Notified by /hook", "Notified by /pager", "Notified by /slack"], _reported.Order());
    }

    [Theory]
    [InlineData("Succeeded", "resolve", "codiesvibe-production-deployment", "info")]
    [InlineData("Failed", "trigger", "codiesvibe-production-deployment", "error")]
    [InlineData("Test", "trigger", "codiesvibe-production-test", "info")]
    public void A_success_closes_the_incident_of_the_failure(string kind, string action, string incident, string severity)
    {
        var body = NoticeBodies.PagerDuty("key", s_failed with { Kind = Enum.Parse<NoticeKind>(kind), Text = new string('x', 2000) });
        Assert.Equal((action, incident, severity), ((string?)body["event_action"], (string?)body["dedup_key"], (string?)body["payload"]!["severity"]));
        Assert.Equal(1024, ((string?)body["payload"]!["summary"])!.Length);
    }

    [Fact]
    [Requirement("R205")]
    public async Task A_channel_that_fails_twice_accepts_the_third_attempt_after_growing_pauses()
    {
        Listener.Answer("/hook", 503, 429);
        Assert.Empty(await SendAsync(s_failed, Channel("/hook", NoticeBodies.Webhook)));
        Assert.Equal(["Notified by /hook"], _reported);
        var times = Listener.Received.Select(request => request.At).ToList();
        Assert.Equal(3, times.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[1]), s_pause * 0.9, s_patience);
        Assert.InRange(Stopwatch.GetElapsedTime(times[1], times[2]), s_pause * 2 * 0.9, s_patience);
    }

    [Theory]
    [Requirement("R142", "R207")]
    [InlineData(500, 3, "it answered with HTTP status 500 (3 of 3 attempts)")]
    [InlineData(404, 1, "it answered with HTTP status 404 (1 of 3 attempts)")]
    public async Task A_channel_that_fails_is_reported_and_the_others_get_the_notice(int status, int attempts, string error)
    {
        Listener.Answer("/hook", status, status, status, status);
        Assert.Equal(["/hook"], await SendAsync(s_failed, Channel("/hook", NoticeBodies.Webhook), Channel("/slack", NoticeBodies.Slack)));
        Assert.Equal(attempts, Listener.Posted("/hook").Count);
        Assert.Single(Listener.Posted("/slack"));
        Assert.Contains($"Nobody was notified by /hook: {error}", _reported);
    }

    [Fact]
    public async Task A_channel_that_never_answers_is_given_up()
    {
        Listener.Answer("/hook", ChannelListener.Never, ChannelListener.Never, ChannelListener.Never);
        Assert.Equal(["/hook"], await SendAsync(s_failed, TimeSpan.FromMilliseconds(300), Channel("/hook", NoticeBodies.Webhook)));
        Assert.Equal(["Nobody was notified by /hook: it does not answer within 0.3 s (3 of 3 attempts)"], _reported);
    }

    [Fact]
    public async Task A_channel_that_refuses_connections_is_reported_without_its_address()
    {
        var channel = new HttpChannel("webhook", _client, new($"http://127.0.0.1:{FreePort.Find()}/secret-of-the-hook"), NoticeBodies.Webhook);
        Assert.Equal(["webhook"], await SendAsync(s_failed, channel));
        Assert.Equal(["Nobody was notified by webhook: it cannot be reached (ConnectionError) (3 of 3 attempts)"], _reported);
    }

    [Fact]
    public async Task An_unexpected_fault_of_a_channel_stops_nothing()
    {
        Assert.Equal(["broken"], await SendAsync(s_failed, new BrokenChannel(), Channel("/hook", NoticeBodies.Webhook)));
        Assert.Single(Listener.Posted("/hook"));
        Assert.Contains("Nobody was notified by broken: FormatException (1 of 3 attempts)", _reported);
    }

    [Fact]
    public void Only_the_first_line_of_an_error_is_told() =>
        Assert.Equal("The release does not pass its verification within 120 s", Notice.FirstLine("The release does not pass its verification within 120 s:\n  a line of a log with a secret"));

    private HttpChannel Channel(string path, Func<Notice, System.Text.Json.Nodes.JsonObject> body) => new(path, _client, Listener.Address(path), body);

    private Task<IReadOnlyList<string>> SendAsync(Notice notice, params INotificationChannel[] channels) => SendAsync(notice, s_patience, channels);

    private Task<IReadOnlyList<string>> SendAsync(Notice notice, TimeSpan patience, params INotificationChannel[] channels) =>
        new Notifier(channels, Report, patience, s_pause).SendAsync(notice, TestContext.Current.CancellationToken);

    private void Report(string line)
    {
        lock (_reported)
        {
            _reported.Add(line);
        }
    }

    private static string Json(System.Text.Json.Nodes.JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private sealed class BrokenChannel : INotificationChannel
    {
        public string Name => "broken";

        public Task SendAsync(Notice notice, CancellationToken cancellationToken) => throw new FormatException("with a secret");
    }
}
