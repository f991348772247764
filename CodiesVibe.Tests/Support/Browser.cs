using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CodiesVibe.Tests.Support;

/// <summary>A headless Chromium with one page.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _errors = new();

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the pages complained about so far, on the console or by an exception.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Skips the test on a machine without Chromium.</summary>
    public static async Task<Browser> OpenAsync(ColorScheme colors = ColorScheme.Light)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 900 }, ColorScheme = colors });
        page.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        return new Browser(playwright, browser, page);
    }

    /// <summary>Leaves a picture for people beside the test assembly.</summary>
    public Task PictureAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
