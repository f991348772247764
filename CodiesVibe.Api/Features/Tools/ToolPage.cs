namespace CodiesVibe.Api.Features.Tools;

/// <summary>One page of tools.</summary>
/// <param name="Total">How many tools there are on all pages.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="PageSize">How many tools a full page has.</param>
/// <param name="Items">The tools of this page; empty after the last page.</param>
/// <param name="Facets">
/// For each facet and each of its values, how many tools have it among those that match everything but the filter on this facet.
/// </param>
internal sealed record ToolPage(
    long Total, int Page, int PageSize, IReadOnlyList<StoredTool> Items, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Facets)
{
    /// <summary>Whether a page in JSON is of no tools at all; its total stands first.</summary>
    public static bool IsEmpty(ReadOnlySpan<byte> json) => json.StartsWith("{\"total\":0,"u8);
}
