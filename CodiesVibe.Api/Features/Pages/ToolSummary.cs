namespace CodiesVibe.Api.Features.Pages;

/// <summary>What the head of a tool's page says, read from the tool as it is cached.</summary>
/// <param name="Slug">See <see cref="Tools.Tool.Slug"/>.</param>
/// <param name="Name">See <see cref="Tools.Tool.Name"/>.</param>
/// <param name="Description">See <see cref="Tools.Tool.Description"/>.</param>
internal sealed record ToolSummary(string Slug, string Name, string Description);
