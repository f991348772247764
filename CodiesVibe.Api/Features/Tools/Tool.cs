namespace CodiesVibe.Api.Features.Tools;

/// <summary>What the directory says about one AI coding tool. <see cref="ToolRules"/> says what is allowed.</summary>
internal record Tool
{
    /// <summary>Unique name in URLs, in kebab case.</summary>
    public required string Slug { get; init; }

    /// <summary>The name as its makers write it.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute https URL.</summary>
    public required string Website { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <inheritdoc cref="ToolFacet.Pricing"/>
    public required IReadOnlyList<string> Pricing { get; init; }

    /// <inheritdoc cref="ToolFacet.Interface"/>
    public required IReadOnlyList<string> Interface { get; init; }

    /// <inheritdoc cref="ToolFacet.Functionality"/>
    public required IReadOnlyList<string> Functionality { get; init; }

    /// <inheritdoc cref="ToolFacet.Deployment"/>
    public required IReadOnlyList<string> Deployment { get; init; }
}
