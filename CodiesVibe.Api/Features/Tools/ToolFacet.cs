namespace CodiesVibe.Api.Features.Tools;

/// <summary>A property of a tool with a closed vocabulary; requests filter by it under the same name.</summary>
/// <param name="Name">Name in JSON, in the database and in queries.</param>
/// <param name="Of">The tool's values.</param>
/// <param name="Vocabulary">All valid values.</param>
internal sealed record ToolFacet(string Name, Func<Tool, IReadOnlyList<string>> Of, IReadOnlyList<string> Vocabulary)
{
    /// <summary>What it costs.</summary>
    public static readonly ToolFacet Pricing = new(
        "pricing", tool => tool.Pricing, ["free", "freemium", "paid", "enterprise", "open-source", "usage-based"]);

    /// <summary>Its user interface; a terminal program is <c>cli</c>.</summary>
    public static readonly ToolFacet Interface = new(
        "interface", tool => tool.Interface, ["cli", "ide", "ide-extension", "web", "desktop", "api", "chat", "mobile"]);

    /// <summary>What it is good for.</summary>
    public static readonly ToolFacet Functionality = new(
        "functionality",
        tool => tool.Functionality,
        [
            "code-completion", "code-generation", "chat", "agent", "code-review", "testing", "refactoring", "debugging",
            "documentation", "code-search", "app-builder", "ui-generation", "security", "data", "devops", "learning",
        ]);

    /// <summary>Where it runs.</summary>
    public static readonly ToolFacet Deployment = new(
        "deployment", tool => tool.Deployment, ["cloud", "local", "self-hosted", "hybrid"]);

    public static readonly IReadOnlyList<ToolFacet> All = [Pricing, Interface, Functionality, Deployment];

    public static ToolFacet Named(string name) => All.Single(facet => facet.Name == name);
}
