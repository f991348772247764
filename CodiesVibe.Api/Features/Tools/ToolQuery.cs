using System.Globalization;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>A valid list or search request.</summary>
/// <param name="Search">What to search for; null for a list.</param>
/// <param name="Sort">A key of <see cref="ToolSort.All"/>.</param>
/// <param name="Filters">Allowed values by facet; facets without filter are absent.</param>
/// <param name="MinRating">The least rating.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Tools on a page.</param>
internal sealed record ToolQuery(
    SearchWords? Search, string Sort, IReadOnlyDictionary<ToolFacet, IReadOnlyList<string>> Filters, double MinRating, int Page, int PageSize)
{
    private const int MaxPage = 10_000;
    private const int MaxPageSize = 100;
    private const int DefaultPageSize = 20;
    private const int MaxRating = 5;

    /// <summary>Equal for equivalent requests.</summary>
    public string CacheKey =>
        string.Join('&', [
            Search is null ? "list" : $"search={string.Join(' ', Search.Words)}",
            $"sort={Sort}",
            .. Filters.Select(filter => $"{filter.Key.Name}={string.Join(',', filter.Value)}"),
            string.Create(CultureInfo.InvariantCulture, $"minRating={MinRating}"),
            $"page={Page}",
            $"pageSize={PageSize}",
        ]);

    /// <summary>The first tool alone, of all or of a search.</summary>
    public static ToolQuery First(SearchWords? search) =>
        new(search, search is null ? ToolSort.ByName : ToolSort.ByRelevance, new Dictionary<ToolFacet, IReadOnlyList<string>>(), MinRating: 0, Page: 1, PageSize: 1);

    /// <summary>Reads a request; <paramref name="errors"/> gets a sentence for each parameter that is not valid.</summary>
    public static ToolQuery Read(ToolParameters parameters, IDictionary<string, string[]> errors)
    {
        var filters = new Dictionary<ToolFacet, IReadOnlyList<string>>();
        AddFilter(ToolFacet.Pricing, parameters.Pricing);
        AddFilter(ToolFacet.Interface, parameters.Interface);
        AddFilter(ToolFacet.Functionality, parameters.Functionality);
        AddFilter(ToolFacet.Deployment, parameters.Deployment);

        return new ToolQuery(
            parameters.Query is null ? null : SearchWords.Read(parameters.Query, errors),
            ReadOneOf("sort", parameters.Sort ?? (parameters.Query is null ? ToolSort.ByName : ToolSort.ByRelevance), [.. ToolSort.All.Keys], errors),
            filters,
            ReadRating(parameters.MinRating, errors),
            ReadNumber("page", parameters.Page, 1, MaxPage, errors),
            ReadNumber("pageSize", parameters.PageSize, DefaultPageSize, MaxPageSize, errors));

        void AddFilter(ToolFacet facet, string[]? values)
        {
            if (values is { Length: > 0 })
            {
                filters[facet] = [.. values.Select(value => ReadOneOf(facet.Name, value, facet.Vocabulary, errors)).Distinct().Order(StringComparer.Ordinal)];
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

    private static double ReadRating(string? text, IDictionary<string, string[]> errors)
    {
        if (!double.TryParse(text ?? "0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rating) || rating is not (>= 0 and <= MaxRating))
        {
            errors["minRating"] = [$"minRating must be a number from 0 to {MaxRating}."];
        }

        return rating;
    }

    private static string ReadOneOf(string name, string text, IReadOnlyList<string> allowed, IDictionary<string, string[]> errors)
    {
        if (!allowed.Contains(text))
        {
            errors[name] = [$"{name} must be one of {string.Join(", ", allowed)}."];
        }

        return text;
    }
}
