using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.BadInput;

/// <summary>The same app host, started again while it runs.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class TwoAppHostsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-two-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_second_says_why_it_ends_and_the_first_goes_on()
    {
        var token = TestContext.Current.CancellationToken;
        var port = FreePort();
        await using var first = Start(port);
        await first.WaitUntilSiteIsHealthyAsync(token);
        await AppHostProcess.UntilAsync(() => first.Console.Any(line => line.Contains("Login to the dashboard", StringComparison.Ordinal)), "the dashboard", token);
        Assert.DoesNotContain(first.Console, line => line.StartsWith("warn:", StringComparison.Ordinal));

        await using var second = Start(port);
        Assert.Equal(1, await second.WaitForExitAsync(token));
        await second.WaitUntilGoneAsync(token);
        second.AssertSaysOnly($"Port {port} is already in use", "another running instance of this AppHost", "Stop that one, or change 'applicationUrl'");

        var site = first.Resources.Current.Single(r => r.DisplayName == "nginx").Urls[0].FullUrl;
        using var client = new HttpClient();
        Assert.NotNull(await client.GetFromJsonAsync<JsonNode>($"{site}/api/tools", token));
        Assert.All(SiteAppHost.Core, name => Assert.True(ResourceStream.IsHealthy(first.Resources.Current.Single(r => r.DisplayName == name)), name));
        Assert.Equal(0, await first.StopAsync(token));
    }

    private AppHostProcess Start(int dashboardPort) => SiteAppHost.Start(new Dictionary<string, string?>
    {
        ["ASPNETCORE_URLS"] = $"http://localhost:{dashboardPort}",
        ["AppHost__DataDirectory"] = Path.Combine(folder.FullName, "data"),
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
