using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The responses for browsers and for programs while the servers behind the edge are unavailable.</summary>
public sealed class NginxErrorPageTests : IAsyncLifetime
{
    private readonly NginxSite _site = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        await _site.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_page_keeps_working_while_the_backend_is_unavailable()
    {
        await _site.Backend.StopAsync();
        Assert.Equal(Page.Shell, await _site.Tls.GetStringAsync("/", Cancellation));
        await AssertProblemAsync("/api/tools", "text/html", HttpStatusCode.BadGateway, "The backend cannot be reached.");
        await _site.Backend.StartAsync();
        using HttpResponseMessage back = await _site.Tls.GetAsync("/api/tools", Cancellation);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Fact]
    public async Task An_asset_that_was_requested_before_is_available_while_the_frontend_is_not()
    {
        string part = await _site.Tls.GetStringAsync(Page.Script, Cancellation);
        await _site.Frontend.StopAsync();
        Assert.Equal(part, await _site.Tls.GetStringAsync(Page.Script, Cancellation));
        await AssertProblemAsync("/assets/other.js", "*/*", HttpStatusCode.BadGateway, "The frontend cannot be reached.");
        await AssertProblemAsync("/", "application/json", HttpStatusCode.BadGateway, "The frontend cannot be reached.");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_browser_shows_a_page_and_tries_again_by_itself(ColorScheme colors)
    {
        await _site.Frontend.StopAsync();
        await using Browser browser = await Browser.OpenAsync(colors);
        IResponse? response = await browser.Page.GotoAsync(_site.Tunnel.BaseAddress!.AbsoluteUri);
        Assert.Equal(502, response!.Status);
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("CodiesVibe is not available right now");
        await Assertions.Expect(browser.Page.Locator("body")).ToHaveCSSAsync("max-width", "544px"); // 34rem: its policy allows its style
        await browser.PictureAsync($"edge-error-{colors}");
        Assert.All(browser.Errors, error => Assert.Contains("502", error, StringComparison.Ordinal));

        await _site.Frontend.StartAsync();
        await Assertions.Expect(browser.Page).ToHaveTitleAsync("The page");
    }

    private async Task AssertProblemAsync(string path, string accept, HttpStatusCode status, string detail)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Accept = { MediaTypeWithQualityHeaderValue.Parse(accept) } } };
        using HttpResponseMessage response = await _site.Tls.SendAsync(request, Cancellation);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal((detail, (int)status), (problem.GetProperty("detail").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.Equal(response.Headers.GetValues("X-Request-ID").Single(), problem.GetProperty("requestId").GetString());
    }
}
