using System.Net.Http.Json;
using System.Text.Json;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>Only a known proxy in front of the open ports is trusted with the address of the client.</summary>
public sealed class NginxProxyTests : IAsyncLifetime
{
    private const string Client = "203.0.113.9";

    private readonly NginxFolder _folder = new();
    private FakeTarget _backend = null!;

    public async ValueTask InitializeAsync() => _backend = await FakeTarget.StartBackendAsync();

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.0/8", ListenerKind.Tls, "/api/tools", Client)]
    [InlineData("127.0.0.0/8", ListenerKind.Redirect, "/api/health", Client)]
    [InlineData(null, ListenerKind.Tls, "/api/tools", "127.0.0.1")] // the networks of production
    [InlineData(null, ListenerKind.Redirect, "/api/health", "127.0.0.1")]
    public async Task The_client_is_the_one_that_the_proxy_names(string? network, ListenerKind kind, string path, string expected)
    {
        EdgeProfile production = NginxSite.OnLoopback(_folder) with { Backend = new("backend", _backend.Address.Authority) };
        EdgeProfile profile = network is null ? production : production with { Proxies = production.Proxies! with { Networks = [network] } };
        await using NginxProcess nginx = await NginxProcess.StartAsync(_folder, profile);
        using HttpClient client = NginxProcess.ClientOf(profile.Listeners.Single(listener => listener.Kind == kind));

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "CF-Connecting-IP", Client }, { "X-Forwarded-For", "198.51.100.7" } } };
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        JsonElement asked = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(expected, asked.GetProperty("headers").GetProperty("X-Forwarded-For").GetString());
    }
}
