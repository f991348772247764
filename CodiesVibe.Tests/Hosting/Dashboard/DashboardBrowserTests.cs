#pragma warning disable ASPIREINTERACTION001
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
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
    public async Task A_prompt_opens_a_dialog_that_refuses_and_accepts_values()
    {
        await using var browser = await Browser.OpenAsync();
        await using var application = DashboardApplication.Create(DashboardBundle.Setting());
        var page = browser.Page;
        await page.GotoAsync(await application.StartDashboardAsync());

        var asked = application.Interactions.PromptInputsAsync(
            "Missing values",
            "These are needed.",
            [
                new() { Name = "port", Label = "The port", InputType = InputType.Text, Required = true },
                new() { Name = "save", Label = "Save it", InputType = InputType.Boolean },
            ],
            new()
            {
                ValidationCallback = context =>
                {
                    if (!int.TryParse(context.Inputs["port"].Value, out _))
                    {
                        context.AddValidationError(context.Inputs["port"], "Use digits.");
                    }

                    return Task.CompletedTask;
                },
            },
            TestContext.Current.CancellationToken);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("The port").FillAsync("http");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Use digits.").First).ToBeVisibleAsync();
        await browser.PictureAsync("dashboard-dialog");

        await dialog.GetByLabel("The port").FillAsync("8080");
        await dialog.GetByText("Save it").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var result = await asked;
        Assert.Equal(("8080", "true"), (result.Data!["port"].Value, result.Data["save"].Value));
    }
}
