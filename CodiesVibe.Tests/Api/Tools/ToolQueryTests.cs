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
        Assert.Equal((1, 24, "name"), (query.Page, query.PageSize, query.Sort));
        Assert.Empty(query.Filters);
    }

    public static TheoryData<string, string> Invalid =>
        new(
            ("page", "0"), ("page", "-1"), ("page", "1.5"), ("page", "abc"), ("page", ""), ("page", "1,2"), ("page", "10001"), ("page", "99999999999"),
            ("pageSize", "0"), ("pageSize", "101"), ("sort", "stars"), ("sort", ""), ("sort", "Name"),
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

        Assert.Equal(key, Read(new() { Pricing = ["free", "paid", "free"], Page = "1", Sort = "name" }).CacheKey);
        string[] others =
        [
            Read(new()).CacheKey,
            Read(new() { Pricing = ["free"] }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Page = "2" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], PageSize = "25" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"], Sort = "-name" }).CacheKey,
            Read(new() { Pricing = ["paid", "free"] }, "words").CacheKey,
        ];
        Assert.Distinct([key, .. others]);
    }

    [Theory]
    [InlineData("  Code \t REVIEW ", "code review")]
    [InlineData("-cloud \"exact phrase\"", "cloud exact phrase")]
    [InlineData("self-hosted", "self-hosted")]
    [InlineData("\"-\"", "")]
    public void Operators_of_the_database_are_removed_from_words(string typed, string expected) =>
        Assert.Equal(expected, SearchWords.Read(typed, _errors)?.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_search_for_nothing_is_an_error(string? typed)
    {
        Assert.Null(SearchWords.Read(typed, _errors));
        Assert.Equal("query", Assert.Single(_errors).Key);
    }

    [Fact]
    public void A_search_text_has_a_maximum_length()
    {
        Assert.NotNull(SearchWords.Read(new string('a', 200), _errors));
        Assert.Null(SearchWords.Read(new string('a', 201), _errors));
    }

    private ToolQuery Read(ToolParameters parameters, string? words = null) =>
        ToolQuery.Read(words is null ? null : SearchWords.Read(words, _errors), parameters, _errors);
}
