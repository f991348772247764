using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>An HTTP server that records requests and responds to each path with a status, 404 by default.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    /// <summary>Used instead of a status: there is no response.</summary>
    public const int Never = 0;

    private readonly WebApplication _app;

    private StubServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Path and body of every request.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = [];

    public ConcurrentDictionary<string, int> Answers { get; } = [];

    public static async Task<StubServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new StubServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Received.Enqueue((context.Request.Path, body.ToArray()));
        var status = Answers.GetValueOrDefault(context.Request.Path, 404);
        if (status == Never)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = status;
    }
}
