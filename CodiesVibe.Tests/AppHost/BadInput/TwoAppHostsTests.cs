using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.BadInput;

/// <summary>The same app host, started again while it runs.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class TwoAppHostsTests : IDisposable
{
    private const int SitePort = 8080;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-two-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_second_one_explains_its_failure_and_the_first_one_keeps_running()
    {
        Assert.SkipWhen(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == SitePort), $"Port {SitePort} is taken on this machine.");
        var token = TestContext.Current.CancellationToken;
        await using var first = Start();
        await first.WaitUntilSiteIsHealthyAsync(token);
        await AppHostProcess.UntilAsync(() => first.Console.Any(line => line.Contains("Login to the dashboard", StringComparison.Ordinal)), "the dashboard", token);
        Assert.DoesNotContain(first.Console, line => line.StartsWith("warn:", StringComparison.Ordinal));

        await using var second = Start();
        Assert.Equal(1, await second.WaitForExitAsync(token));
        await second.WaitUntilGoneAsync(token);
        second.AssertSaysOnly($"Port {SitePort}", "'nginx'", "already in use");

        var site = first.Resources.Current.Single(r => r.DisplayName == "nginx").Urls[0].FullUrl;
        using var client = new HttpClient();
        Assert.NotNull(await client.GetFromJsonAsync<JsonNode>($"{site}/api/tools", token));
        Assert.All(SiteAppHost.Core, name => Assert.True(ResourceStream.IsHealthy(first.Resources.Current.Single(r => r.DisplayName == name)), name));
        Assert.Equal(0, await first.StopAsync(token));
    }

    /// <summary>On the ports of the model.</summary>
    private AppHostProcess Start() => SiteAppHost.Start(new Dictionary<string, string?>
    {
        ["DcpPublisher__RandomizePorts"] = "false",
        ["AppHost__DataDirectory"] = Path.Combine(_folder.FullName, "data"),
    });
}
