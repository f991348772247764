using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A web hook in the world around a server: keeps what is posted to it.</summary>
internal sealed class AlertListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AlertListener(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<string> Received { get; } = [];

    public static async Task<AlertListener> StartAsync(ServerMachine machine, string address = ServerMachine.World)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{address}:8088").UseSockets(options =>
            options.CreateBoundListenSocket = endpoint => machine.InWorld(() => SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint)));
        var listener = new AlertListener(builder.Build());
        listener._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            listener.Received.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
            await context.Response.WriteAsync("ok");
        });
        await listener._app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
