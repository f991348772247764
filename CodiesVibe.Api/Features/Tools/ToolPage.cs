namespace CodiesVibe.Api.Features.Tools;

/// <summary>One page of tools.</summary>
/// <param name="Items">The tools of this page; empty after the last page.</param>
/// <param name="Total">How many tools there are on all pages.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="PageSize">How many tools a full page has.</param>
internal sealed record ToolPage(IReadOnlyList<StoredTool> Items, long Total, int Page, int PageSize);
