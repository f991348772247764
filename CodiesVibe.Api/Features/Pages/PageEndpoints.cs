using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Requests;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CodiesVibe.Api.Features.Pages;

/// <summary>
/// The pages of the tools as HTML, and what leads search engines to them. Where a page cannot be made, the answer is a 5xx, in place of which the
/// edge serves the front end's page as it is.
/// </summary>
internal static class PageEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly XNamespace s_sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void AddPages(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PageShell>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.Services.GetRequiredService<PageShell>(); // a wrong setting ends the start, and not a request
        app.MapMethods("/robots.txt", s_read, (HttpContext context) =>
            Results.Text($"User-agent: *\nDisallow: /api/\n\nSitemap: {Site(context)}/sitemap.xml\n")).ExcludeFromDescription();

        var pages = app.MapGroup("").ExcludeFromDescription().RequireDatabase();
        pages.WithRequestTimeout(nameof(DatabaseUnavailable)).RequireRateLimiting(RateLimit.PerClient);
        pages.MapMethods("/tools/{**slug}", s_read, GetToolAsync);
        pages.MapMethods("/sitemap.xml", s_read, GetSitemapAsync);
    }

    private static async Task<IResult> GetToolAsync(
        string? slug, PageShell shell, ToolStore store, ResponseCache cache, HttpContext context, CancellationToken cancellationToken)
    {
        var json = slug is null ? null : await cache.GetOrLoadAsync($"tool={slug}", token => store.GetAsync(slug, token), cancellationToken);
        if (await shell.GetAsync(cancellationToken) is not { } page)
        {
            return TypedResults.Problem("The page of the front end is not available.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.ContentSecurityPolicy = page.Policy;
        return json is null
            ? TypedResults.Content(page.With(PageHead.OfNothing()), Html, statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Content(page.With(Head(JsonSerializer.Deserialize<ToolSummary>(json, JsonSerializerOptions.Web)!)), Html);

        string Head(ToolSummary tool) => PageHead.Of(tool, AddressOf(context, tool.Slug));
    }

    private static async Task<IResult> GetSitemapAsync(ToolStore store, ResponseCache cache, HttpContext context, CancellationToken cancellationToken)
    {
        var json = await cache.GetOrLoadAsync("slugs", async token => await store.GetSlugsAsync(token), cancellationToken);
        var slugs = JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Web)!;
        var map = new XElement(
            s_sitemap + "urlset",
            slugs.Select(slug => AddressOf(context, slug)).Prepend($"{Site(context)}/").Select(url => new XElement(s_sitemap + "url", new XElement(s_sitemap + "loc", url))));
        return TypedResults.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{map}\n", "application/xml", Encoding.UTF8);
    }

    private static string AddressOf(HttpContext context, string slug) => $"{Site(context)}/tools/{slug}";

    /// <summary>The address under which the site was asked for.</summary>
    private static string Site(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
