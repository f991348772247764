using System.Globalization;
using Aspire.Hosting.Testing;
using Microsoft.Playwright;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The site of the running system in a browser.</summary>
[Collection(nameof(RunningSystem))]
public sealed class BrowserTests(RunningSystem system)
{
    [Fact]
    public async Task The_site_lists_the_tools_and_a_search_narrows_the_list()
    {
        await using var browser = await Browser.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync(system.Application.GetEndpoint("nginx").ToString());
        var cards = page.GetByRole(AriaRole.Article);
        await Assertions.Expect(cards.First).ToBeVisibleAsync();
        var all = await TotalAsync(page);
        Assert.InRange(all, 60, int.MaxValue);
        await browser.PictureAsync("site");

        var name = await cards.First.GetByRole(AriaRole.Heading).InnerTextAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync(name);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"for “{name}”");
        await Assertions.Expect(cards.Filter(new() { HasText = name }).First).ToBeVisibleAsync();
        Assert.InRange(await TotalAsync(page), 1, all - 1);
        await browser.PictureAsync("site-search");
        Assert.Empty(browser.Errors);
    }

    /// <summary>The number in "64 tools".</summary>
    private static async Task<int> TotalAsync(IPage page) =>
        int.Parse((await page.GetByRole(AriaRole.Status).InnerTextAsync()).Split(' ')[0], CultureInfo.InvariantCulture);
}
