using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>The real dashboard in a real browser, opened by the address that is printed.</summary>
public sealed class DashboardBrowserTests
{
    [Fact]
    public async Task The_printed_address_opens_the_resources_with_state_url_command_and_log()
    {
        await using var browser = await Browser.OpenAsync();
        await using var application = DashboardApplication.Create(DashboardBundle.Setting());
        var cleared = 0;
        var web = new SampleResource("web");
        web.Annotations.Add(new ResourceCommandAnnotation(
            "clear-cache", "Clear cache", _ => ResourceCommandState.Enabled, _ => Task.FromResult(CommandResults.Success($"Cleared {++cleared}")),
            null, null, null, "Broom", null, isHighlighted: true));
        await application.Notifications.PublishUpdateAsync(web, s => s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Urls = [new UrlSnapshot("http", "http://localhost:5180", IsInternal: false) { DisplayProperties = new("Site") }],
            EnvironmentVariables = [new("PASSWORD", "hunter2", IsFromSpec: true) { IsSensitive = true }],
        });
        application.Loggers.GetLogger("web").LogInformation("ready to serve");

        var page = browser.Page;
        await page.GotoAsync(await application.StartDashboardAsync());
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "web" });
        await Assertions.Expect(row).ToContainTextAsync("Running");
        await Assertions.Expect(row.GetByRole(AriaRole.Link, new() { Name = "Site" })).ToHaveAttributeAsync("href", "http://localhost:5180");
        await browser.PictureAsync("dashboard-resources");

        await application.Notifications.PublishUpdateAsync(web, s => s with { State = KnownResourceStates.Stopping });
        await Assertions.Expect(row).ToContainTextAsync("Stopping");

        await row.GetByTitle("Clear cache").ClickAsync();
        await Assertions.Expect(page.GetByText("web \"Clear cache\" succeeded")).ToBeVisibleAsync();
        Assert.Equal(1, cleared);
        await browser.PictureAsync("dashboard-command");

        await page.GotoAsync($"{application.Options.FrontendUrl}/consolelogs/resource/web");
        await Assertions.Expect(page.GetByText("ready to serve")).ToBeVisibleAsync();
        application.Loggers.GetLogger("web").LogError("out of paper");
        await Assertions.Expect(page.GetByText("out of paper")).ToBeVisibleAsync();
        await browser.PictureAsync("dashboard-log");
    }

    [Fact]
    public async Task A_missing_parameter_is_asked_for_and_its_users_go_on()
    {
        await using var browser = await Browser.OpenAsync();
        await using var application = DashboardApplication.Create(DashboardBundle.Setting());
        var token = new ParameterResource("tunnel-token", _ => throw new MissingParameterValueException("It is missing."), secret: true);
        var level = new ParameterResource("log-level", _ => "Information");
        await application.StartParametersAsync(token, level);
        var user = token.GetValueAsync(TestContext.Current.CancellationToken).AsTask();

        var page = browser.Page;
        await page.GotoAsync(await application.StartDashboardAsync());
        await page.GetByText("Parameters", new() { Exact = true }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "tunnel-token" });
        await Assertions.Expect(row).ToContainTextAsync("Value missing", new() { IgnoreCase = true });
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "log-level" })).ToContainTextAsync("Information");
        await browser.PictureAsync("parameters-missing");

        await page.GetByText("Enter values").ClickAsync();
        var dialog = page.Locator("fluent-dialog");
        await TypeAsync(dialog, "s3cret");
        await browser.PictureAsync("parameters-dialog");
        await dialog.GetByText("Save", new() { Exact = true }).ClickAsync();
        Assert.Equal("s3cret", await user);
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Enter values")).ToHaveCountAsync(0);
        await Assertions.Expect(row).Not.ToContainTextAsync("missing");
        await Assertions.Expect(row).Not.ToContainTextAsync("s3cret");

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "log-level" }).GetByTitle("Set parameter").ClickAsync();
        await TypeAsync(dialog, "Debug");
        await browser.PictureAsync("parameters-command");
        await dialog.GetByText("OK", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "log-level" })).ToContainTextAsync("Debug");
        Assert.Equal("Debug", await level.GetValueAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The input itself lies in a closed shadow tree; typed letter by letter, a slow round trip to the server may take one back.</summary>
    private static async Task TypeAsync(ILocator dialog, string text)
    {
        await dialog.Locator("fluent-text-field").ClickAsync();
        await dialog.Page.Keyboard.InsertTextAsync(text);
    }
}
