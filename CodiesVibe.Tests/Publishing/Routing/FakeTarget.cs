using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>
/// A server behind the edge. It answers every path alike, as a development server of a page does, names itself in the header
/// <c>Answered-By</c>, echoes WebSockets of the development server's protocol, leaves others without a response as that does, and can stop
/// and start again at the same address.
/// </summary>
internal sealed class FakeTarget(string name, RequestDelegate answer, IPAddress? ip = null, int port = 0) : IAsyncDisposable
{
    private WebApplication? _server;
    private readonly IPAddress _ip = ip ?? IPAddress.Loopback;
    private int _port = port;

    public Uri Address => new($"http://{_ip}:{_port}");

    public static async Task<FakeTarget> StartBackendAsync(RequestDelegate? answer = null) =>
        await StartAsync("backend", answer ?? (context => context.Response.WriteAsJsonAsync(
            new { target = context.Features.Get<IHttpRequestFeature>()!.RawTarget, headers = context.Request.Headers.ToDictionary(h => h.Key, h => $"{h.Value}") })));

    public static async Task<FakeTarget> StartFrontendAsync(RequestDelegate? answer = null) =>
        await StartAsync("frontend", answer ?? (async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<!doctype html><title>The page</title>");
        }));

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.OriginalString);
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(AnswerAsync);
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _port = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public async Task StopAsync()
    {
        if (_server is not null)
        {
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await _server.StopAsync(now.Token);
            await _server.DisposeAsync();
            _server = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>A server that only names itself.</summary>
    public static async Task<FakeTarget> StartAsync(string name, IPAddress ip, int port)
    {
        var target = new FakeTarget(name, _ => Task.CompletedTask, ip, port);
        await target.StartAsync();
        return target;
    }

    private static async Task<FakeTarget> StartAsync(string name, RequestDelegate answer)
    {
        var target = new FakeTarget(name, answer);
        await target.StartAsync();
        return target;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["Answered-By"] = name;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await answer(context);
            return;
        }

        if (!context.WebSockets.WebSocketRequestedProtocols.Contains("vite-hmr"))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync("vite-hmr");
        byte[] buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
        }
    }
}
