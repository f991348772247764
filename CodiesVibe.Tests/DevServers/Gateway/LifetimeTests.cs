using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.DevServers.Gateway;

/// <summary>How the gateway starts, refuses to start, and stops.</summary>
public sealed class LifetimeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PORT", null, "PORT is not set. Set it to the port that the gateway listens on, for example PORT=8080.")]
    [InlineData("PORT", "http", "PORT is 'http', which is not a valid port (0-65535)")]
    [InlineData("PORT", "65536", "PORT is '65536', which is not a valid port (0-65535)")]
    [InlineData("BACKEND_HTTP", null, "BACKEND_HTTP is not set. Set it to the address of the server behind the gateway, for example BACKEND_HTTP=http://")]
    [InlineData("FRONTEND_HTTP", "", "FRONTEND_HTTP is not set")]
    [InlineData("FRONTEND_HTTP", "localhost:3000", "FRONTEND_HTTP is 'localhost:3000', which is not the address of an HTTP server")]
    [InlineData("BACKEND_HTTP", "http://localhost:5180/api", "BACKEND_HTTP is 'http://localhost:5180/api', which is not the address of an HTTP server")]
    public async Task A_missing_or_unusable_value_is_one_clear_error(string name, string? value, string message)
    {
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = "0",
            ["BACKEND_HTTP"] = "http://127.0.0.1:1",
            ["FRONTEND_HTTP"] = "http://127.0.0.1:1",
        };
        environment.Remove(name);
        if (value is not null)
        {
            environment[name] = value;
        }

        (int exitCode, string error) = await GatewayProcess.FailAsync(environment);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"gateway: {message}", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_error()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        int port = ((IPEndPoint)holder.LocalEndpoint).Port;

        (int exitCode, string error) = await GatewayProcess.FailAsync(new Dictionary<string, string>
        {
            ["PORT"] = $"{port}",
            ["BACKEND_HTTP"] = "http://127.0.0.1:1",
            ["FRONTEND_HTTP"] = "http://127.0.0.1:1",
        });
        Assert.Equal(1, exitCode);
        Assert.Equal($"gateway: Port {port} of 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another port.", error);
    }

    [Fact]
    public async Task Starts_before_the_servers_behind_it()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync();
        await using FakeTarget frontend = await FakeTarget.StartFrontendAsync();
        await backend.StopAsync();
        await frontend.StopAsync();

        await using GatewayProcess gateway = await GatewayProcess.StartAsync(backend.Address, frontend.Address);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/health/nginx", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await gateway.Client.GetAsync("/", Cancellation)).StatusCode);

        await frontend.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Stops_at_once_though_pages_hold_web_sockets_and_a_request_hangs()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using FakeTarget frontend = await FakeTarget.StartFrontendAsync();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(backend.Address, frontend.Address);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("vite-hmr");
        await socket.ConnectAsync(new Uri($"ws://{gateway.Client.BaseAddress!.Authority}/"), Cancellation);
        Task<HttpResponseMessage> hanging = gateway.Client.GetAsync("/api/tools", Cancellation);

        (int exitCode, TimeSpan took) = await gateway.TerminateAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"Ended after {took.TotalMilliseconds:0} ms.");
        Assert.Equal(0, exitCode);
        // Half a second to drain; the rest is for a busy machine.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }
}
