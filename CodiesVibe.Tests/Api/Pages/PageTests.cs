using System.Net;
using System.Xml.Linq;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Publishing.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.Tests.Api.Pages;

/// <summary>The pages of the tools as they are without JavaScript.</summary>
public sealed class PageTests(DataFixture data) : IClassFixture<DataFixture>, IAsyncLifetime
{
    private readonly TestSeed _seed = new(
        Named("aider", "Aider"), Named("sharp", "C# <\"Sharp\"> & 'Co'") with { Description = "</title><script>alert(1)</script>" });

    private readonly ManualTime _time = new();
    private string _html = Page("1");
    private int _asked;
    private int _status = 200;
    private FakeTarget _edge = null!;
    private RunningApi _api = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _edge = await FakeTarget.StartFrontendAsync(async context =>
        {
            Interlocked.Increment(ref _asked);
            context.Response.StatusCode = _status;
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self' blob:";
            await context.Response.WriteAsync(_html);
        });
        _api = await RunningApi.StartAsync(
            data.Mongodb.MongoConnectionString,
            data.Redis.RedisConnectionString,
            _seed.Path,
            builder => builder.Services.AddSingleton<TimeProvider>(_time),
            $"Edge:PageAddress={_edge.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _edge.DisposeAsync();
        _seed.Dispose();
    }

    [Fact]
    public async Task The_page_of_a_tool_says_in_its_head_what_it_is_about()
    {
        var (status, html, response) = await GetAsync("/tools/aider");

        var site = _api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (status, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("default-src 'self' blob:", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(
            Page("1").Replace(
                "<!--head--><title>CodiesVibe</title><!--/head-->",
                $"""
                <title>Aider &#xB7; CodiesVibe</title>
                    <meta name="description" content="Aider writes code." />
                    <link rel="canonical" href="{site}/tools/aider" />
                    <meta property="og:type" content="website" />
                    <meta property="og:site_name" content="CodiesVibe" />
                    <meta property="og:title" content="Aider" />
                    <meta property="og:description" content="Aider writes code." />
                    <meta property="og:url" content="{site}/tools/aider" />
                """,
                StringComparison.Ordinal),
            html);
    }

    [Fact]
    public async Task Text_of_a_tool_is_never_markup()
    {
        var (_, html, _) = await GetAsync("/tools/sharp");

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("<title>C# &lt;&quot;Sharp&quot;&gt; &amp; &#x27;Co&#x27; &#xB7; CodiesVibe</title>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tools/nothing")]
    [InlineData("/tools/")]
    [InlineData("/tools/aider/more")]
    [InlineData("/tools/%22%3E%3Cscript%3E")]
    public async Task A_tool_that_does_not_exist_is_the_page_with_404(string path)
    {
        var (status, html, _) = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("<title>There is no such tool · CodiesVibe</title>", html, StringComparison.Ordinal);
        Assert.Contains("""<meta name="robots" content="noindex" />""", html, StringComparison.Ordinal);
        Assert.Contains("<main>1</main>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_kept_for_seconds_and_then_that_of_the_new_release()
    {
        var (_, first, _) = await GetAsync("/tools/aider");
        _html = Page("2");
        var (_, kept, _) = await GetAsync("/tools/sharp");
        var asked = _asked;
        _time.Now += TimeSpan.FromSeconds(5);
        var (_, next, _) = await GetAsync("/tools/aider");

        Assert.Equal(1, asked);
        Assert.All([first, kept], html => Assert.Contains("<main>1</main>", html, StringComparison.Ordinal));
        Assert.Contains("<main>2</main>", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_front_end_is_away_its_last_page_is_used()
    {
        await GetAsync("/tools/aider");
        _status = 502;
        _time.Now += TimeSpan.FromSeconds(5);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/tools/aider")).Status);
    }

    [Theory]
    [InlineData("<html>without marks</html>", 200)]
    [InlineData(null, 503)]
    public async Task Without_a_page_to_put_it_into_the_answer_is_503(string? html, int status)
    {
        (_html, _status) = (html ?? _html, status);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("/tools/aider")).Status);
    }

    [Fact]
    public async Task Robots_are_led_to_a_map_of_all_tools()
    {
        var site = _api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var (_, robots, _) = await GetAsync("/robots.txt");
        var (_, map, response) = await GetAsync("/sitemap.xml");

        Assert.Equal($"User-agent: *\nDisallow: /api/\n\nSitemap: {site}/sitemap.xml\n", robots);
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([$"{site}/", $"{site}/tools/aider", $"{site}/tools/sharp"], XDocument.Parse(map).Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value));
    }

    private static string Page(string body) =>
        $"<!doctype html><html><head><!--head--><title>CodiesVibe</title><!--/head--></head><body><main>{body}</main></body></html>";

    private static Tool Named(string slug, string name) => new()
    {
        Slug = slug,
        Name = name,
        Website = "https://example.org/",
        Description = $"{name} writes code.",
        Pricing = ["free"],
        Interface = ["cli"],
        Functionality = ["agent"],
        Deployment = ["local"],
    };

    private async Task<(HttpStatusCode Status, string Html, HttpResponseMessage Response)> GetAsync(string path)
    {
        var response = await _api.Http.GetAsync(path, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), response);
    }

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
