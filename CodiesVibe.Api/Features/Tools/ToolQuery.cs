using System.Globalization;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>A valid list or search request.</summary>
/// <param name="Words">What to search for; null for a list.</param>
/// <param name="Sort">A key of <see cref="ToolSort.All"/>; null means by relevance.</param>
/// <param name="Filters">Allowed values by facet; facets without filter are absent.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Tools on a page.</param>
internal sealed record ToolQuery(
    SearchWords? Words, string? Sort, IReadOnlyDictionary<ToolFacet, IReadOnlyList<string>> Filters, int Page, int PageSize)
{
    private const int MaxPage = 10_000;
    private const int MaxPageSize = 100;
    private const int DefaultPageSize = 24;

    /// <summary>Equal for equivalent requests.</summary>
    public string CacheKey =>
        string.Join('&', [
            $"{(Words is null ? "list" : $"search={Words.Text}")}",
            $"sort={Sort}",
            .. Filters.Select(filter => $"{filter.Key.Name}={string.Join(',', filter.Value)}"),
            $"page={Page}",
            $"pageSize={PageSize}",
        ]);

    /// <summary>Reads a request; <paramref name="errors"/> gets a sentence for each parameter that is not valid.</summary>
    public static ToolQuery Read(SearchWords? words, ToolParameters parameters, IDictionary<string, string[]> errors)
    {
        var filters = new Dictionary<ToolFacet, IReadOnlyList<string>>();
        AddFilter(ToolFacet.Pricing, parameters.Pricing);
        AddFilter(ToolFacet.Interface, parameters.Interface);
        AddFilter(ToolFacet.Functionality, parameters.Functionality);
        AddFilter(ToolFacet.Deployment, parameters.Deployment);

        return new ToolQuery(
            words,
            ReadOneOf("sort", parameters.Sort, words is null ? ToolSort.ByName : null, [.. ToolSort.All.Keys], errors),
            filters,
            ReadNumber("page", parameters.Page, 1, MaxPage, errors),
            ReadNumber("pageSize", parameters.PageSize, DefaultPageSize, MaxPageSize, errors));

        void AddFilter(ToolFacet facet, string[]? values)
        {
            if (values is { Length: > 0 })
            {
                filters[facet] = [.. values.Select(value => ReadOneOf(facet.Name, value, null, facet.Vocabulary, errors)!).Distinct().Order(StringComparer.Ordinal)];
            }
        }
    }

    private static int ReadNumber(string name, string? text, int absent, int max, IDictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return absent;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > max)
        {
            errors[name] = [$"{name} must be a whole number from 1 to {max}."];
        }

        return number;
    }

    private static string? ReadOneOf(string name, string? text, string? absent, IReadOnlyList<string> allowed, IDictionary<string, string[]> errors)
    {
        if (text is not null && !allowed.Contains(text))
        {
            errors[name] = [$"{name} must be one of {string.Join(", ", allowed)}."];
        }

        return text ?? absent;
    }
}
