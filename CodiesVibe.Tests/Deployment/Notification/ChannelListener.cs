using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>A stand-in for the receivers of notices: answers each path with its statuses in turn, then with 200, and keeps what is posted.</summary>
internal sealed class ChannelListener : IAsyncDisposable
{
    /// <summary>Used instead of a status: there is no response.</summary>
    public const int Never = 0;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<int>> _answers = [];

    private ChannelListener(WebApplication app) => _app = app;

    /// <summary>The path, the body and the time of each request.</summary>
    public ConcurrentQueue<(string Path, JsonNode Body, long At)> Received { get; } = [];

    public static async Task<ChannelListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var listener = new ChannelListener(builder.Build());
        listener._app.Run(listener.AnswerAsync);
        await listener._app.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    public Uri Address(string path) => new(_app.Urls.Single() + path);

    /// <summary>Sets the next answers of a path.</summary>
    public void Answer(string path, params int[] statuses) => _answers[path] = new(statuses);

    /// <summary>What was posted to a path.</summary>
    public IReadOnlyList<JsonNode> Posted(string path) => [.. Received.Where(request => request.Path == path).Select(request => request.Body)];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Received.Enqueue((context.Request.Path, (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!, Stopwatch.GetTimestamp()));
        var status = _answers.TryGetValue(context.Request.Path, out var answers) && answers.TryDequeue(out var next) ? next : 200;
        if (status == Never)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = status;
    }
}
