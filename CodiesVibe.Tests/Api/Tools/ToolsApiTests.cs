using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;
using StackExchange.Redis;

namespace CodiesVibe.Tests.Api.Tools;

/// <summary>What clients of the API see, over the real application, MongoDB protocol and Redis protocol.</summary>
public sealed class ToolsApiTests(DataFixture data) : IClassFixture<DataFixture>, IAsyncLifetime
{
    private const string Filler = "Words that say nothing at all about what this tool is good for.";

    private static readonly Tool[] s_tools =
    [
        Named("aider", "aider") with { Pricing = ["free", "open-source"], Interface = ["cli"], Keywords = ["Pair programming", "C#"] },
        Named("bolt", "Bolt") with { Pricing = ["freemium"], Interface = ["web"], Functionality = ["code-review"], Popularity = 7 },
        Named("cursor", "Cursor") with { Pricing = ["paid"], Interface = ["ide"], Deployment = ["cloud"], Rating = 4.5, ReviewCount = 2 },
        Named("review-bot", "Review Bot") with { Pricing = ["paid", "enterprise"], Interface = ["web"], LongDescription = "It knows a programming language." },
        Named("tabby", "Tabby") with { Pricing = ["free"], Interface = ["ide-extension"], Deployment = ["self-hosted"], Description = "Reads a developer's code and can review it; " + Filler },
        Named("zed", "Zed") with { Pricing = ["free", "paid"], Interface = ["ide"], Deployment = ["local", "cloud"], Popularity = 9, Rating = 4.5, ReviewCount = 8 },
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
    [Requirement("R012", "R013", "R112")]
    [InlineData("", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?sort=relevance", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?sort=newest", "aider bolt cursor review-bot tabby zed")]
    [InlineData("?sort=popularity", "zed bolt aider cursor review-bot tabby")]
    [InlineData("?sort=rating", "zed cursor aider bolt review-bot tabby")]
    [InlineData("?minRating=4.5", "cursor zed")]
    [InlineData("?minRating=4.6", "")]
    [InlineData("?pricing=free", "aider tabby zed")]
    [InlineData("?pricing=free&pricing=freemium", "aider bolt tabby zed")]
    [InlineData("?pricing=free&interface=ide", "zed")]
    [InlineData("?functionality=code-review", "bolt")]
    [InlineData("?deployment=self-hosted&sort=popularity", "tabby")]
    [InlineData("?pricing=usage-based", "")]
    [InlineData("?query=review&sort=name", "bolt review-bot tabby")]
    [InlineData("/search?query=review", "review-bot bolt tabby")]
    [InlineData("/search?query=REVIEW&sort=popularity", "bolt review-bot tabby")]
    [InlineData("/search?query=review&interface=web", "review-bot bolt")]
    [InlineData("/search?query=review&minRating=1", "")]
    [InlineData("/search?query=cursor%20zed", "cursor zed")]
    [InlineData("/search?query=programming", "aider review-bot")]
    [InlineData("/search?query=c%23", "aider")]
    [InlineData("/search?query=developer's", "tabby")]
    [InlineData("/search?query=s", "")]
    [InlineData("/search?query=-review", "review-bot bolt tabby")]
    [InlineData("/search?query=test", "")]
    [InlineData("/search?query=%22", "")]
    [InlineData("/search?query=.*", "")]
    [InlineData("/search?query=rev.*", "")]
    [InlineData("/search?query=%24name", "")]
    [InlineData("/search?query=%7B%22%24ne%22%3Anull%7D", "")]
    [InlineData("/search?query=%00%24", "")]
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

    [Fact]
    public async Task Each_value_of_a_facet_is_counted_under_the_filters_on_the_others()
    {
        var answer = await _api.Http.GetAnswerAsync("/api/tools?pricing=free&pricing=paid&deployment=cloud&pageSize=1");

        Assert.Equal(2, (int)answer.Body["total"]!); // cursor and zed
        var facets = answer.Body["facets"]!;
        Assert.Equal(ToolFacet.All.Select(facet => facet.Name), facets.AsObject().Select(facet => facet.Key));
        Assert.Equal("free=1 paid=2", Counts(facets["pricing"]!)); // in the cloud, at any price
        Assert.Equal("cloud=2 local=3 self-hosted=1", Counts(facets["deployment"]!)); // free or paid, anywhere
        Assert.Equal("ide=2", Counts(facets["interface"]!)); // both
        Assert.Equal(ToolFacet.Interface.Vocabulary, facets["interface"]!.AsObject().Select(value => value.Key));

        static string Counts(JsonNode facet) => string.Join(' ', facet.AsObject().Where(value => (int)value.Value! > 0).Select(value => $"{value.Key}={value.Value}"));
    }

    [Theory]
    [InlineData("?page=0", "page")]
    [InlineData("?page=1&page=2", "page")]
    [InlineData("?pageSize=101", "pageSize")]
    [InlineData("?sort=stars", "sort")]
    [InlineData("?minRating=6", "minRating")]
    [InlineData("?pricing=cheap", "pricing")]
    [InlineData("?pricing[$ne]=free", "pricing[$ne]")]
    [InlineData("?deploymnet=cloud", "deploymnet")]
    [InlineData("/search", "query")]
    [InlineData("/search?query=%20", "query")]
    [InlineData("/search?query=a&query=b", "query")]
    [InlineData("/search?query=x&interface=", "interface")]
    [InlineData("/zed?sort=name", "sort")]
    [InlineData("/compare", "slugs")]
    [InlineData("/compare?slugs=zed", "slugs")]
    [InlineData("/compare?slugs=zed,zed", "slugs")]
    [InlineData("/compare?slugs=zed,", "slugs")]
    [InlineData("/compare?slugs=aider,bolt,cursor,zed", "slugs")]
    [Requirement("R112")]
    public async Task A_wrong_parameter_is_named_in_a_problem(string path, string parameter)
    {
        var answer = await _api.Http.GetAnswerAsync("/api/tools" + path);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(400, (int)answer.Body["status"]!);
        var error = Assert.Single(answer.Body["errors"]!.AsObject());
        Assert.Equal(parameter, error.Key);
        Assert.StartsWith(parameter + " ", (string?)error.Value!.AsArray().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_are_compared_in_the_order_in_which_they_are_named()
    {
        Assert.Equal("zed aider tabby", Slugs(await _api.Http.GetAnswerAsync("/api/tools/compare?slugs=zed,aider,tabby")));

        var unknown = await _api.Http.GetAnswerAsync("/api/tools/compare?slugs=zed,nobody");
        Assert.Equal((HttpStatusCode.NotFound, "There is no tool 'nobody'."), (unknown.Status, (string?)unknown.Body["detail"]));
    }

    [Fact]
    public async Task A_tool_is_found_by_its_id_too()
    {
        var bySlug = await _api.Http.GetAnswerAsync("/api/tools/zed");
        var byId = await _api.Http.GetAnswerAsync($"/api/tools/{bySlug.Body["id"]}");

        Assert.True(JsonNode.DeepEquals(bySlug.Body, byId.Body));
        Assert.Equal(HttpStatusCode.NotFound, (await _api.Http.GetAnswerAsync("/api/tools/0123456789abcdef01234567")).Status);
    }

    [Fact]
    public async Task A_tool_has_all_its_public_properties_and_no_internal_ones()
    {
        foreach (var _ in new[] { "from the database", "from the cache" })
        {
            var answer = await _api.Http.GetAnswerAsync("/api/tools/zed");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(
                "createdAt deployment description functionality id interface keywords longDescription name popularity pricing rating reviewCount slug website",
                string.Join(' ', answer.Body.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal)));
            Assert.Equal("Zed", (string?)answer.Body["name"]);
            Assert.Equal(["local", "cloud"], answer.Body["deployment"]!.AsArray().GetValues<string>());
        }

        var unknown = await _api.Http.GetAnswerAsync("/api/tools/nobody-made-this");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.Status, unknown.MediaType));
    }

    [Fact]
    [Requirement("R007")]
    public async Task The_second_request_comes_from_the_cache_until_it_is_cleared()
    {
        var path = "/api/tools?sort=newest&deployment=local";
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
    public async Task A_cached_response_is_sent_as_it_is_stored()
    {
        const string Path = "/api/tools?sort=rating&pricing=paid";
        const string Stored = """{"total":1,"stored":  true}""";
        await _api.Http.AnswerAsync(HttpMethod.Post, "/dev/cache/clear");
        var loaded = await _api.Http.GetByteArrayAsync(Path, TestContext.Current.CancellationToken);

        await using var redis = await ConnectionMultiplexer.ConnectAsync(data.Redis.RedisConnectionString);
        var key = Assert.Single(redis.GetServers().Single().Keys(), key => key.ToString().Contains("sort=rating", StringComparison.Ordinal));
        Assert.Equal(loaded, (byte[]?)await redis.GetDatabase().StringGetAsync(key));
        await redis.GetDatabase().StringSetAsync(key, Stored);
        Assert.Equal(Stored, await _api.Http.GetStringAsync(Path, TestContext.Current.CancellationToken));
        await redis.GetDatabase().KeyDeleteAsync(key);
    }

    [Theory]
    [InlineData("/api/tools?query=review")]
    [InlineData("/api/tools/zed")]
    [InlineData("/api/tools/compare?slugs=zed,aider")]
    public async Task What_a_client_has_is_not_sent_again(string path)
    {
        using var first = await SendAsync(HttpMethod.Get, path);
        var body = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var tag = first.Headers.ETag!;

        using var same = await SendAsync(HttpMethod.Get, path, tag.ToString());
        using var weak = await SendAsync(HttpMethod.Get, path, $"W/{tag}"); // as a server that compresses passes it on
        using var other = await SendAsync(HttpMethod.Get, path, "\"other\"");
        using var head = await SendAsync(HttpMethod.Head, path);

        Assert.All([same, weak], answer => Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(body, await other.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.OK, body.Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!));
        Assert.All([first, same, other, head], answer => Assert.Equal((tag, "no-cache"), (answer.Headers.ETag, answer.Headers.CacheControl!.ToString())));
        Assert.All([first, head], answer => Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString()));
    }

    [Fact]
    public async Task Different_answers_have_different_tags()
    {
        using var zed = await SendAsync(HttpMethod.Get, "/api/tools/zed");
        using var aider = await SendAsync(HttpMethod.Get, "/api/tools/aider", zed.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, aider.StatusCode);
        Assert.NotEqual(zed.Headers.ETag, aider.Headers.ETag);
    }

    [Theory]
    [InlineData("found", "query=review")]
    [InlineData("empty", "query=zzzzz")]
    public async Task A_search_is_counted_by_its_result_wherever_it_came_from(string result, string query)
    {
        await _api.Http.AnswerAsync(HttpMethod.Post, "/dev/cache/clear");
        var before = await MetricAsync("codiesvibe_searches_total", result);

        await _api.Http.GetAnswerAsync($"/api/tools/search?{query}");
        await _api.Http.GetAnswerAsync($"/api/tools?{query}");

        Assert.Equal(before + 2, await MetricAsync("codiesvibe_searches_total", result));
    }

    [Fact]
    public async Task The_openapi_description_has_the_parameters_and_the_rules_of_a_tool()
    {
        var answer = await _api.Http.GetAnswerAsync("/openapi/v1.json");

        Assert.Equal(["/api/tools", "/api/tools/compare", "/api/tools/search", "/api/tools/{slug}"], answer.Body["paths"]!.AsObject().Select(path => path.Key).Where(path => path.StartsWith("/api/tools", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            "query page pageSize sort minRating pricing interface functionality deployment".Split(' ').Order(StringComparer.Ordinal),
            answer.Body["paths"]!["/api/tools/search"]!["get"]!["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Order(StringComparer.Ordinal));

        var tool = answer.Body["components"]!["schemas"]!["StoredTool"]!["properties"]!;
        Assert.Equal((1, 100), ((int)tool["name"]!["minLength"]!, (int)tool["name"]!["maxLength"]!));
        Assert.Equal(2000, (int)tool["longDescription"]!["maxLength"]!);
        Assert.Equal("uri", (string?)tool["website"]!["format"]);
        Assert.Equal("^[a-z0-9]+(-[a-z0-9]+)*$", (string?)tool["slug"]!["pattern"]);
        Assert.Equal(256, (int)tool["keywords"]!["items"]!["maxLength"]!);
        Assert.Equal((0, 5), ((int)tool["rating"]!["minimum"]!, (int)tool["rating"]!["maximum"]!));
        Assert.Equal(1_000_000, (int)tool["popularity"]!["maximum"]!);
        Assert.Equal(1, (int)tool["pricing"]!["minItems"]!);
        Assert.Equal(ToolFacet.Pricing.Vocabulary, tool["pricing"]!["items"]!["enum"]!.AsArray().GetValues<string>());
    }

    private static Tool Named(string slug, string name) => Samples.Valid with { Slug = slug, Name = name, Description = "This is a tool. " + Filler };

    private static string Slugs(JsonAnswer answer) => string.Join(' ', answer.Body["items"]!.AsArray().Select(tool => (string)tool!["slug"]!));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _api.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<double> MetricAsync(string name, string result)
    {
        var text = await _api.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains($"result=\"{result}\"", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split("} ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))
            .SingleOrDefault();
    }
}
