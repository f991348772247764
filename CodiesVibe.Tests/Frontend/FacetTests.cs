using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Tests.Frontend;

/// <summary>The page can only offer filters that the API accepts; a word in one of the two lists alone fails here.</summary>
public sealed partial class FacetTests
{
    [Fact]
    public async Task The_page_offers_the_vocabularies_of_the_api()
    {
        string source = await File.ReadAllTextAsync(SourceOfThePage(), TestContext.Current.CancellationToken);
        Dictionary<string, string[]> offered = Vocabularies().Matches(source).ToDictionary(
            facet => facet.Groups["name"].Value,
            facet => Words().Matches(facet.Groups["words"].Value).Select(word => word.Groups[1].Value).ToArray());

        Assert.Equal(ToolFacet.All.Select(facet => facet.Name), offered.Keys);
        Assert.All(ToolFacet.All, facet => Assert.Equal(facet.Vocabulary, offered[facet.Name]));
    }

    private static string SourceOfThePage([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "CodiesVibe.Frontend", "src", "tools", "facets.ts");

    [GeneratedRegex(@"^  (?<name>\w+): \[(?<words>[^\]]*)\]", RegexOptions.Multiline)]
    private static partial Regex Vocabularies();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Words();
}
