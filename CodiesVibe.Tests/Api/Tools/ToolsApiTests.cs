using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Tools;

/// <summary>What clients of the API see, over the real application, MongoDB protocol and Redis protocol.</summary>
public sealed class ToolsApiTests(DataFixture data) : IClassFixture<DataFixture>, IAsyncLifetime
{
    private const string Filler = "Words that say nothing at all about what this tool is good for.";

    private static readonly Tool[] s_tools =
    [
        Named("aider", "aider") with { Pricing = ["free", "open-source"], Interface = ["cli"] },
        Named("bolt", "Bolt") with { Pricing = ["freemium"], Interface = ["web"], Functionality = ["code-review"] },
        Named("cursor", "Cursor") with { Pricing = ["paid"], Interface = ["ide"], Deployment = ["cloud"] },
        Named("review-bot", "Review Bot") with { Pricing = ["paid", "enterprise"], Interface = ["web"] },
        Named("tabby", "Tabby") with { Pricing = ["free"], Interface = ["ide-extension"], Deployment = ["self-hosted"], Description = "Reads code and can review it; " + Filler },
        Named("zed", "Zed") with { Pricing = ["free", "paid"], Interface = ["ide"], Deployment = ["local", "cloud"] },
    ];

    private readonly TestSeed _seed = new(s_tools);
    private RunningApi _api = null!;

    public async ValueTask InitializeAsync() =>
        _api = await RunningApi.StartAsync(data.Mongodb.MongoConnectionString, data.Redis.RedisConnectionString, _seed.Path);

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _seed.Dispose();
    }

    [Theory]
    [InlineData("", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?sort=-name", "zed tabby review-bot cursor bolt aider")]
    [InlineData("?sort=createdAt", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?sort=-createdAt", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?pricing=free", "aider tabby zed")]
    [InlineData("?pricing=free&pricing=freemium", "aider bolt tabby zed")]
    [InlineData("?pricing=free&interface=ide", "zed")]
    [InlineData("?functionality=code-review", "bolt")]
    [InlineData("?deployment=self-hosted&sort=-name", "tabby")]
    [InlineData("?pricing=usage-based", "")]
    [InlineData("/search?query=review", "review-bot bolt tabby")]
    [InlineData("/search?query=REVIEW&sort=-name", "tabby review-bot bolt")]
    [InlineData("/search?query=review&interface=web", "review-bot bolt")]
    [InlineData("/search?query=cursor%20zed", "cursor zed")]
    [InlineData("/search?query=-review", "review-bot bolt tabby")]
    [InlineData("/search?query=test", "")]
    [InlineData("/search?query=%22", "")]
    public async Task A_list_or_search_has_these_tools_in_this_order(string path, string slugs)
    {
        var answer = await _api.Http.GetAnswerAsync("/api/tools" + path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(slugs, Slugs(answer));
        Assert.Equal(slugs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, (int)answer.Body["total"]!);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("/search?query=tool&")]
    public async Task Pages_follow_each_other_without_gap_or_overlap(string path)
    {
        var whole = await _api.Http.GetAnswerAsync($"/api/tools{path}pageSize=100");
        var pages = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            var answer = await _api.Http.GetAnswerAsync($"/api/tools{path}pageSize=2&page={page}");
            Assert.Equal(s_tools.Length, (int)answer.Body["total"]!);
            Assert.Equal((page, 2), ((int)answer.Body["page"]!, (int)answer.Body["pageSize"]!));
            pages.Add(Slugs(answer));
        }

        Assert.Equal(Slugs(whole), string.Join(' ', pages.Take(3)));
        Assert.Equal("", pages[3]);
    }

    [Theory]
    [InlineData("?page=0", "page")]
    [InlineData("?pageSize=101", "pageSize")]
    [InlineData("?sort=stars", "sort")]
    [InlineData("?pricing=cheap", "pricing")]
    [InlineData("/search", "query")]
    [InlineData("/search?query=%20", "query")]
    [InlineData("/search?query=x&interface=", "interface")]
    public async Task A_wrong_parameter_is_named_in_a_problem(string path, string parameter)
    {
        var answer = await _api.Http.GetAnswerAsync("/api/tools" + path);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(400, (int)answer.Body["status"]!);
        Assert.Equal(parameter, Assert.Single(answer.Body["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_tool_has_all_its_public_properties_and_no_internal_ones()
    {
        foreach (var _ in new[] { "from the database", "from the cache" })
        {
            var answer = await _api.Http.GetAnswerAsync("/api/tools/zed");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(
                "createdAt deployment description functionality interface name pricing slug website",
                string.Join(' ', answer.Body.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal)));
            Assert.Equal("Zed", (string?)answer.Body["name"]);
            Assert.Equal(["local", "cloud"], answer.Body["deployment"]!.AsArray().GetValues<string>());
        }

        var unknown = await _api.Http.GetAnswerAsync("/api/tools/nobody-made-this");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.Status, unknown.MediaType));
    }

    [Fact]
    public async Task The_second_request_comes_from_the_cache_until_it_is_cleared()
    {
        var path = "/api/tools?sort=-name&deployment=local";
        await _api.Http.AnswerAsync(HttpMethod.Post, "/dev/cache/clear");
        var before = await MetricAsync("codiesvibe_cache_lookups_total", "hit");

        var first = await _api.Http.GetAnswerAsync(path);
        var second = await _api.Http.GetAnswerAsync(path);
        Assert.Equal(before + 1, await MetricAsync("codiesvibe_cache_lookups_total", "hit"));
        Assert.True(JsonNode.DeepEquals(first.Body, second.Body));

        var cleared = await _api.Http.AnswerAsync(HttpMethod.Post, "/dev/cache/clear");
        Assert.True((int)cleared.Body["entries"]! >= 1);
        await _api.Http.GetAnswerAsync(path);
        Assert.Equal(before + 1, await MetricAsync("codiesvibe_cache_lookups_total", "hit"));
    }

    [Fact]
    public async Task The_openapi_description_lists_the_endpoints_and_their_parameters()
    {
        var answer = await _api.Http.GetAnswerAsync("/openapi/v1.json");

        var search = answer.Body["paths"]!["/api/tools/search"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(
            "query page pageSize sort pricing interface functionality deployment".Split(' ').Order(StringComparer.Ordinal),
            search.Select(parameter => ((string)parameter!["name"]!)).Order(StringComparer.Ordinal));
    }

    private static Tool Named(string slug, string name) => Samples.Valid with { Slug = slug, Name = name, Description = "This is a tool. " + Filler };

    private static string Slugs(JsonAnswer answer) => string.Join(' ', answer.Body["items"]!.AsArray().Select(tool => (string)tool!["slug"]!));

    private async Task<double> MetricAsync(string name, string result)
    {
        var text = await _api.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains($"result=\"{result}\"", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split("} ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))
            .SingleOrDefault();
    }
}
