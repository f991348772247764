using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.AppHost.Support;
using Microsoft.Playwright;

namespace CodiesVibe.Tests.AppHost.Dashboard;

/// <summary>The real dashboard over the whole system. It shares a collection with the other run, because both use the same folder of npm packages.</summary>
[Collection(nameof(RunningSystem))]
public sealed class SystemDashboardTests
{
    private static readonly string[] s_core = ["mongodb", "codiesvibe", "redis", "backend", "frontend", "nginx"];
    private static readonly string[] s_unavailable = ["grafana", "loki", "promtail"];

    [Fact]
    [Requirement("R064")]
    public async Task The_printed_address_shows_every_resource_and_the_telemetry_of_the_backend()
    {
        var token = TestContext.Current.CancellationToken;
        await using var browser = await Browser.OpenAsync(ColorScheme.Dark);
        await using var host = SiteAppHost.Start(new Dictionary<string, string?>());
        var edge = await host.Resources.WaitUntilHealthyAsync("nginx", token);

        var page = browser.Page;
        var login = await LoginAddressAsync(host, token);
        var address = login.GetLeftPart(UriPartial.Authority);
        await page.GotoAsync(login.ToString());
        foreach (var name in s_core)
        {
            await Assertions.Expect(Row(page, name)).ToContainTextAsync("Running");
        }

        foreach (var name in s_unavailable)
        {
            await Assertions.Expect(Row(page, name)).ToContainTextAsync("Not available");
        }

        using var client = new HttpClient { BaseAddress = new(edge.Urls.First(u => u.EndpointName == "http").FullUrl) };
        Assert.True((int)(await client.GetAnswerAsync("/api/tools")).Body["total"]! >= 60);
        Assert.Contains(host.Console, line => line.Contains($"The site is ready at {client.BaseAddress.ToString().TrimEnd('/')}", StringComparison.Ordinal));

        await page.GotoAsync($"{address}/traces/resource/backend");
        await PicturedAsync(browser, "system-traces", Assertions.Expect(page.GetByText("backend: GET /api/tools").First).ToBeVisibleAsync());
        await Assertions.Expect(page.GetByText("runCommand")).ToHaveCountAsync(0); // the pings of the health checks

        await page.GotoAsync($"{address}/structuredlogs/resource/backend");
        await PicturedAsync(browser, "system-logs", Assertions.Expect(page.GetByText("The database is ready.")).ToBeVisibleAsync());

        // A successful start logs no error.
        await page.GotoAsync($"{address}/structuredlogs/resource/backend?logLevel=Error");
        await PicturedAsync(browser, "system-errors", Assertions.Expect(page.GetByText("No structured logs found")).ToBeVisibleAsync());

        await page.GotoAsync(address);
        await PicturedAsync(browser, "system-resources", Assertions.Expect(Row(page, "nginx")).ToContainTextAsync("Running"));

        Assert.Equal(0, await host.StopAsync(token));
    }

    /// <summary>Saves a screenshot of the expected state, or of the actual one.</summary>
    private static async Task PicturedAsync(Browser browser, string name, Task expectation)
    {
        try
        {
            await expectation;
        }
        catch (PlaywrightException error)
        {
            Assert.Fail($"{name}: {error.Message}\n{string.Join('\n', browser.Errors)}\n{await browser.Page.ContentAsync()}");
        }
        finally
        {
            await browser.PictureAsync(name);
        }
    }

    private static async Task<Uri> LoginAddressAsync(AppHostProcess host, CancellationToken cancellationToken)
    {
        const string Login = "Login to the dashboard at ";
        await AppHostProcess.UntilAsync(() => host.Console.Any(l => l.Contains(Login, StringComparison.Ordinal)), "the dashboard's address", cancellationToken);
        var line = host.Console.Last(l => l.Contains(Login, StringComparison.Ordinal));
        return new(line[(line.IndexOf(Login, StringComparison.Ordinal) + Login.Length)..]);
    }

    private static ILocator Row(IPage page, string resource) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) }).First;
}
