using System.Net;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost;

/// <summary>A machine whose variables name a proxy, and the proxy does not answer: no request between our own programs goes there.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class ProxyTests
{
    private const string Closed = "http://127.0.0.1:1";
    private static readonly string[] s_variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_site_starts_and_sees_itself_from_outside()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(s_startTimeout);
        var environment = s_variables.ToDictionary(name => name, string? (_) => Closed);
        (environment["NO_PROXY"], environment["no_proxy"]) = (null, null);
        await using var host = SiteAppHost.Start(environment);

        await host.WaitUntilSiteIsHealthyAsync(timeout.Token);

        var edge = await host.Resources.WaitUntilHealthyAsync("nginx", timeout.Token);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(edge.Urls.First(url => url.EndpointName == "http").FullUrl) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAnswerAsync("/api/tools")).Status);
        var health = await client.GetAnswerAsync("/health/full");
        Assert.True(health.Status == HttpStatusCode.OK, health.Body.ToJsonString());
        Assert.Equal(0, await host.StopAsync(timeout.Token));
    }
}
