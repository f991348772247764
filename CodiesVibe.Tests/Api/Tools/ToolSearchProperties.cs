using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.DevServers.MongoDb;
using CsCheck;
using MongoDB.Bson;

namespace CodiesVibe.Tests.Api.Tools;

/// <summary>Search, filters, counts, order and pages agree with a plain loop over the tools, whatever the tools and the query are.</summary>
public sealed class ToolSearchProperties(EmulatorUnderTest server) : IClassFixture<EmulatorUnderTest>
{
    private const int Rounds = 25;
    private const int QueriesOfARound = 8;

    private static readonly Gen<string> s_text = OneOf(
        "code", "Review", "code-review", "developer's", "s", "a", "C++", "c#", "$gt", ".*", "x.y", "self hosted", "ÉDITEUR", "agent", "", "snake_case", "日本語").Array[1, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<Tool> s_tool = Gen.Select(
        Gen.Select(s_text, s_text, s_text, s_text.Array[0, 2]), Gen.Select(Values(ToolFacet.Pricing), Values(ToolFacet.Interface), Values(ToolFacet.Functionality), Values(ToolFacet.Deployment)), Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5]),
        (texts, facets, numbers) => new Tool
        {
            Slug = "",
            Name = texts.Item1,
            Description = texts.Item2,
            LongDescription = texts.Item3,
            Keywords = texts.Item4,
            Website = "https://tool.example",
            Pricing = facets.Item1,
            Interface = facets.Item2,
            Functionality = facets.Item3,
            Deployment = facets.Item4,
            Popularity = numbers.Item1,
            Rating = numbers.Item2,
            ReviewCount = numbers.Item2 == 0 ? 0 : 3,
        });

    private static readonly Gen<ToolParameters> s_parameters = Gen.Select(
        Gen.OneOf(Gen.Const((string?)null), s_text.Where(text => text != "").Select(text => (string?)text)),
        OneOf<string?>([null, .. ToolSort.All.Keys]),
        Gen.Select(Filter(ToolFacet.Pricing), Filter(ToolFacet.Interface), Filter(ToolFacet.Functionality), Filter(ToolFacet.Deployment)),
        OneOf(null, "0", "2.5", "5"),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4]),
        (words, sort, filters, rating, page) => new ToolParameters
        {
            Query = string.IsNullOrWhiteSpace(words) ? null : words,
            Sort = sort,
            Pricing = filters.Item1,
            Interface = filters.Item2,
            Functionality = filters.Item3,
            Deployment = filters.Item4,
            MinRating = rating,
            Page = $"{page.Item1}",
            PageSize = $"{page.Item2}",
        });

    [Fact]
    [Requirement("R012")]
    public Task The_database_answers_as_a_loop_would() => Gen.Select(s_tool.Array[0, 14], s_parameters.Array[QueriesOfARound]).SampleAsync(
        async (tools, requests) =>
        {
            var database = server.NewDatabase();
            var directory = tools.Select((tool, i) => (Tool: tool with { Slug = $"tool-{i}" }, CreatedAt: DateTime.UnixEpoch.AddDays(i * 7 % 5))).ToList();
            await ToolIndexes.CreateWordsAsync(database, TestContext.Current.CancellationToken);
            if (directory.Count > 0)
            {
                await database.GetCollection<BsonDocument>(StoredTool.Collection).InsertManyAsync(
                    directory.Select(entry => StoredTool.ElementsOf(entry.Tool).Add("createdAt", entry.CreatedAt)), cancellationToken: TestContext.Current.CancellationToken);
            }

            var store = new ToolStore(database, new DatabaseOutage());
            foreach (var request in requests)
            {
                var errors = new Dictionary<string, string[]>();
                var query = ToolQuery.Read(request, errors);
                Assert.Empty(errors);

                var page = await store.FindAsync(query, TestContext.Current.CancellationToken);

                Assert.Equal(Describe(Reference.Find(directory, request)), Describe((page.Total, page.Items.Select(tool => tool.Slug), page.Facets)));
            }
        },
        iter: Rounds,
        threads: 1);

    private static string Describe((long Total, IEnumerable<string> Slugs, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Facets) answer) =>
        $"{answer.Total}: {string.Join(' ', answer.Slugs)}\n{string.Join('\n', answer.Facets.Select(facet => $"{facet.Key}: {string.Join(' ', facet.Value)}"))}";

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string[]> Values(ToolFacet facet) => Gen.Shuffle(facet.Vocabulary.Take(4).ToArray(), 1, 3);

    private static Gen<string[]?> Filter(ToolFacet facet) =>
        Gen.OneOf(Gen.Const((string[]?)null), Gen.Const((string[]?)null), Gen.Shuffle(facet.Vocabulary.Take(5).ToArray(), 1, 2).Select(values => (string[]?)values));
}
