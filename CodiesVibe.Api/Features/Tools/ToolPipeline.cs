using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The aggregation that answers a <see cref="ToolQuery"/> in one command: the page, the total, and the counts of each facet.</summary>
internal static class ToolPipeline
{
    private const string Items = "items";
    private const string Total = "total";
    private const string Count = "count";

    public static BsonDocument[] Of(ToolQuery query)
    {
        var branches = new BsonDocument
        {
            [Items] = new BsonArray([Filter(query, except: null), .. Page(query)]),
            [Total] = new BsonArray([Filter(query, except: null), CountBy(BsonNull.Value)]),
        };
        foreach (var facet in ToolFacet.All)
        {
            branches[facet.Name] = new BsonArray([Filter(query, except: facet), .. CountBy(facet)]);
        }

        return [Stage("$match", Candidates(query)), Stage("$facet", branches)];
    }

    public static ToolPage Read(BsonDocument answer, ToolQuery query) => new(
        answer[Total].AsBsonArray is [var total] ? total[Count].ToInt64() : 0,
        query.Page,
        query.PageSize,
        [.. answer[Items].AsBsonArray.Select(item => BsonSerializer.Deserialize<StoredTool>(item.AsBsonDocument))],
        ToolFacet.All.ToDictionary(facet => facet.Name, facet => Counts(facet, answer[facet.Name].AsBsonArray.Cast<BsonDocument>())));

    /// <summary>The stages that count the tools of each value of a facet.</summary>
    public static BsonDocument[] CountBy(ToolFacet facet) => [Stage("$unwind", $"${facet.Name}"), CountBy($"${facet.Name}")];

    /// <summary>The results of <see cref="CountBy(ToolFacet)"/>, with a 0 for each value that no tool has.</summary>
    public static IReadOnlyDictionary<string, long> Counts(ToolFacet facet, IEnumerable<BsonDocument> groups)
    {
        var counts = groups.ToDictionary(group => group["_id"].AsString, group => group[Count].ToInt64());
        return facet.Vocabulary.ToDictionary(value => value, value => counts.GetValueOrDefault(value));
    }

    /// <summary>What the counts of all facets have in common.</summary>
    private static BsonDocument Candidates(ToolQuery query)
    {
        var filter = new BsonDocument();
        if (query.Search is { Words: var words })
        {
            filter[ToolWords.Any] = new BsonDocument("$in", new BsonArray(words));
        }

        if (query.MinRating > 0)
        {
            filter["rating"] = new BsonDocument("$gte", query.MinRating);
        }

        return filter;
    }

    private static BsonDocument Filter(ToolQuery query, ToolFacet? except) => Stage("$match", new BsonDocument(query.Filters
        .Where(filter => filter.Key != except)
        .Select(filter => new BsonElement(filter.Key.Name, new BsonDocument("$in", new BsonArray(filter.Value))))));

    private static IEnumerable<BsonDocument> Page(ToolQuery query)
    {
        if (query.Search is { Words: var words })
        {
            yield return Stage("$set", new BsonDocument(ToolSort.Score, ToolWords.Score(words)));
        }

        yield return Stage("$sort", ToolSort.All[query.Sort]);
        yield return Stage("$skip", (query.Page - 1) * query.PageSize);
        yield return Stage("$limit", query.PageSize);
        yield return Stage("$project", new BsonDocument(ToolWords.Element, 0));
    }

    private static BsonDocument CountBy(BsonValue id) => Stage("$group", new BsonDocument { ["_id"] = id, [Count] = new BsonDocument("$sum", 1) });

    private static BsonDocument Stage(string name, BsonValue argument) => new(name, argument);
}
