using System.Globalization;
using System.Net;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Build;
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

    [Fact]
    public async Task The_page_of_a_tool_has_its_head_and_status_without_JavaScript()
    {
        using var http = new HttpClient { BaseAddress = system.Application.GetEndpoint("nginx") };
        using var missing = await http.GetAsync("/tools/no-such-tool", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        var html = await http.GetStringAsync("/tools/aider", TestContext.Current.CancellationToken);
        Assert.Contains($"""<link rel="canonical" href="{http.BaseAddress}tools/aider" />""", html, StringComparison.Ordinal);
        Assert.Single(html.Split("<title>")[1..]);
        Assert.Contains("/src/main.tsx", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_pages_of_visitors_keep_the_rules_of_WCAG(ColorScheme colors)
    {
        await using var browser = await Browser.OpenAsync(colors);
        var page = browser.Page;
        await page.AddInitScriptAsync(scriptPath: Path.Combine(Repository.Root, "CodiesVibe.Frontend", "node_modules", "axe-core", "axe.min.js"));
        foreach (var (path, heading) in new[] { ("", "aider"), ("tools/aider", "aider"), ("compare?tools=aider,zed", "Compare tools"), ("saved", "Saved tools") })
        {
            await page.GotoAsync(system.Application.GetEndpoint("nginx") + path);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading }).First).ToBeVisibleAsync();
            var violations = await page.EvaluateAsync<string[]>(
                "async () => (await axe.run()).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))");
            Assert.True(violations.Length == 0, $"/{path}: {string.Join("; ", violations)}");
        }

        Assert.Empty(browser.Errors);
    }

    /// <summary>The number in "64 tools".</summary>
    private static async Task<int> TotalAsync(IPage page) =>
        int.Parse((await page.GetByRole(AriaRole.Status).InnerTextAsync()).Split(' ')[0], CultureInfo.InvariantCulture);
}
