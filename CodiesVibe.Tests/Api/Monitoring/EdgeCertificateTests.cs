using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Api.Monitoring;

public sealed class EdgeCertificateTests
{
    private const string Metric = "codiesvibe_edge_certificate_not_after_seconds";

    [Theory]
    [InlineData(40)]
    [InlineData(-3)] // what has ended is told all the more
    public async Task The_end_of_the_certificate_that_the_edge_shows_is_told(int days)
    {
        var notAfter = DateTimeOffset.UtcNow.AddDays(days);
        using var certificate = SelfSigned(notAfter);
        await using var edge = await StartAsync(certificate);
        await using var api = await StartApiAsync($"127.0.0.1:{new Uri(edge.Urls.Single()).Port}");

        await Eventually.BecomesTrueAsync(
            "the metric is there", TimeSpan.FromSeconds(30), async () => (await Scrape.OfAsync(api.Http))[Metric] == notAfter.ToUnixTimeSeconds());
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

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        var edge = builder.Build();
        await edge.StartAsync(TestContext.Current.CancellationToken);
        return edge;
    }
}
