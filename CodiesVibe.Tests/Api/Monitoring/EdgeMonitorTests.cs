using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Api.Monitoring;

public sealed class EdgeMonitorTests
{
    private const string Metric = "codiesvibe_edge_certificate_not_after_seconds";

    [Theory]
    [InlineData(40)]
    [InlineData(-3)] // an expired certificate is reported as well
    public async Task The_expiry_of_the_certificate_that_the_edge_presents_is_measured(int days)
    {
        var notAfter = DateTimeOffset.UtcNow.AddDays(days);
        using var certificate = SelfSigned(notAfter);
        await using var edge = await StartAsync(certificate);
        await using var api = await StartApiAsync($"127.0.0.1:{new Uri(edge.Urls.Single()).Port}");

        await Eventually.BecomesTrueAsync(
            "the metric is there", TimeSpan.FromSeconds(30), async () => (await Scrape.OfAsync(api.Http))[Metric] == notAfter.ToUnixTimeSeconds());
    }

    /// <summary>For a visitor, an edge that responds with an error is as good as unavailable.</summary>
    [Fact]
    [Requirement("R189")]
    public async Task Whether_visitors_get_the_site_is_measured_for_each_path()
    {
        using var certificate = SelfSigned(DateTimeOffset.UtcNow.AddDays(40));
        var answers = new ConcurrentDictionary<string, int> { ["/"] = 200, ["/api/health"] = 200 };
        await using var edge = await StartAsync(certificate, answers);
        await using var api = await StartApiAsync($"127.0.0.1:{new Uri(edge.Urls.Single()).Port}");
        await BecomesAsync("both are served", page: 1, health: 1);

        answers["/"] = 502;
        await BecomesAsync("the page is not served", page: 0, health: 1);

        answers["/api/health"] = 301;
        await BecomesAsync("neither is served: a redirect is not the site", page: 0, health: 0);

        answers["/"] = answers["/api/health"] = 200;
        await BecomesAsync("both are served again", page: 1, health: 1);

        await edge.StopAsync(TestContext.Current.CancellationToken);
        await BecomesAsync("the edge is unavailable", page: 0, health: 0);

        Task BecomesAsync(string what, int page, int health) => Eventually.BecomesTrueAsync(what, TimeSpan.FromSeconds(40), async () =>
        {
            var scrape = await Scrape.OfAsync(api.Http);
            return scrape["codiesvibe_edge_up{/}"] == page && scrape["codiesvibe_edge_up{/api/health}"] == health;
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:1")]
    public async Task Without_an_edge_there_is_no_such_metric(string address)
    {
        await using var api = await StartApiAsync(address);

        await Eventually.BecomesTrueAsync(
            "other metrics are there", TimeSpan.FromSeconds(30), async () => (await Scrape.OfAsync(api.Http))["codiesvibe_dependency_up{redis}"] == 0);
        Assert.Null((await Scrape.OfAsync(api.Http))[Metric]);
    }

    private static Task<ApiProcess> StartApiAsync(string edge) =>
        ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", new Dictionary<string, string?> { ["Edge__TlsAddress"] = edge });

    private static X509Certificate2 SelfSigned(DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=codiesvibe.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(notAfter.AddDays(-60), notAfter);
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, ConcurrentDictionary<string, int>? answers = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        var edge = builder.Build();
        edge.Run(context =>
        {
            context.Response.StatusCode = answers?.GetValueOrDefault(context.Request.Path, 404) ?? 404;
            return Task.CompletedTask;
        });
        await edge.StartAsync(TestContext.Current.CancellationToken);
        return edge;
    }
}
