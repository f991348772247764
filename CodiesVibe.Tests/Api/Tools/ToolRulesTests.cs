using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Features.Tools.Rules;

namespace CodiesVibe.Tests.Api.Tools;

public sealed class ToolRulesTests
{
    [Fact]
    public void A_tool_that_keeps_all_rules_has_no_violation() => Assert.Empty(ToolRules.Violations(Samples.Valid));

    public static TheoryData<string, string> BrokenTools =>
        new(s_broken.Select(pair => (pair.Key, pair.Key.Split(':')[0])));

    private static readonly Dictionary<string, Tool> s_broken = new()
    {
        ["slug: upper case"] = Samples.Valid with { Slug = "Sample" },
        ["slug: double hyphen"] = Samples.Valid with { Slug = "a--b" },
        ["slug: hyphen at the end"] = Samples.Valid with { Slug = "a-" },
        ["slug: line feed at the end"] = Samples.Valid with { Slug = "a\n" },
        ["slug: empty"] = Samples.Valid with { Slug = "" },
        ["slug: too long"] = Samples.Valid with { Slug = new string('a', 101) },
        ["slug: a path of the API"] = Samples.Valid with { Slug = "compare" },
        ["name: empty"] = Samples.Valid with { Name = "" },
        ["name: too long"] = Samples.Valid with { Name = new string('a', 101) },
        ["name: space in front"] = Samples.Valid with { Name = " a" },
        ["name: line feed at the end"] = Samples.Valid with { Name = "a\n" },
        ["website: ftp"] = Samples.Valid with { Website = "ftp://sample.example" },
        ["website: relative"] = Samples.Valid with { Website = "/sample" },
        ["website: script"] = Samples.Valid with { Website = "javascript:alert(1)" },
        ["website: empty"] = Samples.Valid with { Website = "" },
        ["description: empty"] = Samples.Valid with { Description = "" },
        ["description: too long"] = Samples.Valid with { Description = new string('a', 501) },
        ["longDescription: too long"] = Samples.Valid with { LongDescription = new string('a', 2001) },
        ["longDescription: space at the end"] = Samples.Valid with { LongDescription = "a " },
        ["keywords: empty text"] = Samples.Valid with { Keywords = ["a", ""] },
        ["keywords: too long"] = Samples.Valid with { Keywords = [new string('a', 257)] },
        ["keywords: repeated"] = Samples.Valid with { Keywords = ["a", "a"] },
        ["pricing: empty"] = Samples.Valid with { Pricing = [] },
        ["interface: repeated"] = Samples.Valid with { Interface = ["cli", "cli"] },
        ["functionality: unknown"] = Samples.Valid with { Functionality = ["cooking"] },
        ["deployment: wrong case"] = Samples.Valid with { Deployment = ["Cloud"] },
        ["popularity: negative"] = Samples.Valid with { Popularity = -1 },
        ["popularity: too large"] = Samples.Valid with { Popularity = 1_000_001 },
        ["reviewCount: too large"] = Samples.Valid with { ReviewCount = 1_000_001, Rating = 1 },
        ["rating: negative"] = Samples.Valid with { ReviewCount = 1, Rating = -0.1 },
        ["rating: too large"] = Samples.Valid with { ReviewCount = 1, Rating = 5.1 },
        ["rating: without reviews"] = Samples.Valid with { Rating = 4 },
        ["rating: none, with reviews"] = Samples.Valid with { ReviewCount = 1 },
    };

    [Theory]
    [MemberData(nameof(BrokenTools))]
    public void A_broken_rule_is_named_with_its_property(string which, string property)
    {
        var violation = Assert.Single(ToolRules.Violations(s_broken[which]));
        Assert.StartsWith(property + " must", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_themselves_are_allowed()
    {
        var least = Samples.Valid with { Slug = "a", Name = "a", Website = "http://a", Description = "a" };
        var most = Samples.Valid with
        {
            Slug = new string('a', 100),
            Name = new string('a', 100),
            Description = new string('a', 500),
            LongDescription = new string('a', 2000),
            Keywords = [new string('a', 256), "b"],
            Pricing = ToolFacet.Pricing.Vocabulary,
            Popularity = 1_000_000,
            ReviewCount = 1_000_000,
            Rating = 5,
        };

        Assert.Empty(ToolRules.Violations(least).Concat(ToolRules.Violations(most)));
    }
}
