using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Tests.Api.Tools;

public sealed class ToolQueryTests
{
    private readonly Dictionary<string, string[]> _errors = [];

    [Fact]
    public void Without_parameters_it_is_the_first_page_by_name()
    {
        var query = Read(new());

        Assert.Empty(_errors);
        Assert.Equal((1, 20, "name", 0), (query.Page, query.PageSize, query.Sort, query.MinRating));
        Assert.Empty(query.Filters);
        Assert.Equal("relevance", Read(new() { Query = "words" }).Sort);
    }

    public static TheoryData<string, string> Invalid =>
        new(
            ("page", "0"), ("page", "-1"), ("page", "1.5"), ("page", "abc"), ("page", ""), ("page", "1,2"), ("page", "10001"), ("page", "99999999999"),
            ("pageSize", "0"), ("pageSize", "101"), ("sort", "stars"), ("sort", ""), ("sort", "Name"), ("sort", "-name"),
            ("minRating", ""), ("minRating", "-1"), ("minRating", "5.01"), ("minRating", "NaN"), ("minRating", "1e0"), ("minRating", "4,5"),
            ("query", ""), ("query", "  "), ("query", new string('a', 201)),
            ("pricing", "cheap"), ("interface", ""), ("functionality", "Chat"), ("deployment", "moon"));

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Every_wrong_value_is_an_error_under_its_parameter(string parameter, string value)
    {
        Read(parameter switch
        {
            "page" => new() { Page = value },
            "pageSize" => new() { PageSize = value },
            "sort" => new() { Sort = value },
            "minRating" => new() { MinRating = value },
            "query" => new() { Query = value },
            "pricing" => new() { Pricing = [value] },
            "interface" => new() { Interface = ["cli", value] },
            "functionality" => new() { Functionality = [value] },
            _ => new() { Deployment = [value] },
        });

        var error = Assert.Single(_errors);
        Assert.Equal(parameter, error.Key);
        Assert.StartsWith(parameter, Assert.Single(error.Value), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_equivalent_requests_share_a_cache_entry()
    {
        var key = Read(new() { Pricing = ["paid", "free"] }).CacheKey;

        Assert.Equal(key, Read(new() { Pricing = ["free", "paid", "free"], Page = "1", Sort = "name", MinRating = "0.0" }).CacheKey);
        Assert.Equal(Read(new() { Query = "Code review" }).CacheKey, Read(new() { Query = " review, CODE! a" }).CacheKey);
        string[] others =
        [
            Read(new()).CacheKey,
            Read(new() { Pricing = ["free"] }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Page = "2" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], PageSize = "25" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Sort = "newest" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], MinRating = "0.5" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Query = "words" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Query = "a" }).CacheKey,
        ];
        Assert.Distinct([key, .. others]);
    }

    [Theory]
    [InlineData("  Code \t REVIEW code ", "code review")]
    [InlineData("-cloud \"exact phrase\"", "cloud exact phrase")]
    [InlineData("self-hosted", "hosted self")]
    [InlineData("a developer's s", "developer")]
    [InlineData("C++, C#, c and F#!", "and c# c++ f#")]
    [InlineData("$where {$gt: ''} .* ^x$ ../etc \\d+", "d+ etc gt where")]
    [InlineData("Größe ÉDITEUR 日本語", "größe éditeur 日本語")]
    [InlineData("\"-\" $ \0", "")]
    public void Words_are_what_is_left_without_signs_and_single_letters(string typed, string expected) =>
        Assert.Equal(expected, string.Join(' ', SearchWords.Read(typed, _errors)!.Words));

    private ToolQuery Read(ToolParameters parameters) => ToolQuery.Read(parameters, _errors);
}
