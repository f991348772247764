using System.Text.RegularExpressions;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Api.Tools;

public sealed partial class VocabularyTests
{
    [Fact]
    public void The_front_end_offers_the_facets_and_values_that_the_api_knows()
    {
        var source = File.ReadAllText(Repository.Source("CodiesVibe.Frontend/src/tools/facets.ts"));
        var offered = FacetLiteral().Matches(source[..source.IndexOf("as const", StringComparison.Ordinal)])
            .Select(facet => (Name: facet.Groups[1].Value, Values: StringLiteral().Matches(facet.Groups[2].Value).Select(value => value.Groups[1].Value)));

        Assert.Equal(ToolFacet.All.Select(facet => Line(facet.Name, facet.Vocabulary)), offered.Select(facet => Line(facet.Name, facet.Values)));

        static string Line(string name, IEnumerable<string> values) => $"{name}: {string.Join(", ", values)}";
    }

    [GeneratedRegex(@"(\w+): \[([^\]]*)\]")]
    private static partial Regex FacetLiteral();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex StringLiteral();
}
