using CodiesVibe.Api.Features.Tools;

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
        ["slug: too long"] = Samples.Valid with { Slug = new string('a', 81) },
        ["name: empty"] = Samples.Valid with { Name = "" },
        ["name: too long"] = Samples.Valid with { Name = new string('a', 81) },
        ["name: space around"] = Samples.Valid with { Name = " a" },
        ["website: http"] = Samples.Valid with { Website = "http://sample.example" },
        ["website: relative"] = Samples.Valid with { Website = "/sample" },
        ["website: script"] = Samples.Valid with { Website = "javascript:alert(1)" },
        ["description: too short"] = Samples.Valid with { Description = new string('a', 39) },
        ["description: too long"] = Samples.Valid with { Description = new string('a', 401) },
        ["pricing: empty"] = Samples.Valid with { Pricing = [] },
        ["interface: repeated"] = Samples.Valid with { Interface = ["cli", "cli"] },
        ["functionality: unknown"] = Samples.Valid with { Functionality = ["cooking"] },
        ["deployment: wrong case"] = Samples.Valid with { Deployment = ["Cloud"] },
    };

    [Theory]
    [MemberData(nameof(BrokenTools))]
    public void A_broken_rule_is_named_with_its_property(string which, string property)
    {
        var violation = Assert.Single(ToolRules.Violations(s_broken[which]));
        Assert.StartsWith(property + " must", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_themselves_are_allowed() =>
        Assert.Empty(ToolRules.Violations(Samples.Valid with
        {
            Slug = new string('a', 80),
            Name = "a",
            Description = new string('a', 40),
        }).Concat(ToolRules.Violations(Samples.Valid with { Name = new string('a', 80), Description = new string('a', 400) })));
}
