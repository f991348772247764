using System.ComponentModel.DataAnnotations;
using CodiesVibe.Api.Features.Tools.Rules;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>What the directory says about one AI coding tool. The attributes, with <see cref="ToolRules"/>, are all the rules.</summary>
internal record Tool
{
    private const string Trimmed = @"^\S([\s\S]*\S)?$";
    private const string Length = "{0} must have {2} to {1} characters";
    private const string NoSpaces = "{0} must not begin or end with a space";
    private const string Between = "{0} must be a number from {1} to {2}";

    /// <summary>Unique name in URLs, in kebab case.</summary>
    [StringLength(100, MinimumLength = 1, ErrorMessage = Length)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "{0} must have lower-case letters and digits, separated by single hyphens only")]
    [DeniedValues("compare", "search", ErrorMessage = "{0} must not be compare or search, which are paths of the API")]
    public required string Slug { get; init; }

    /// <summary>The name as its makers write it.</summary>
    [StringLength(100, MinimumLength = 1, ErrorMessage = Length)]
    [RegularExpression(Trimmed, ErrorMessage = NoSpaces)]
    public required string Name { get; init; }

    /// <summary>Absolute http or https URL.</summary>
    [HttpUrl]
    public required string Website { get; init; }

    /// <summary>What it does, in one or two sentences.</summary>
    [StringLength(500, MinimumLength = 1, ErrorMessage = Length)]
    [RegularExpression(Trimmed, ErrorMessage = NoSpaces)]
    public required string Description { get; init; }

    /// <summary>What it does, at length; may be empty.</summary>
    [StringLength(2000, ErrorMessage = Length)]
    [RegularExpression(Trimmed, ErrorMessage = NoSpaces)]
    public string LongDescription { get; init; } = "";

    /// <summary>Further words by which it is found.</summary>
    [ItemLength(256)]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <inheritdoc cref="ToolFacet.Pricing"/>
    [FacetValues]
    public required IReadOnlyList<string> Pricing { get; init; }

    /// <inheritdoc cref="ToolFacet.Interface"/>
    [FacetValues]
    public required IReadOnlyList<string> Interface { get; init; }

    /// <inheritdoc cref="ToolFacet.Functionality"/>
    [FacetValues]
    public required IReadOnlyList<string> Functionality { get; init; }

    /// <inheritdoc cref="ToolFacet.Deployment"/>
    [FacetValues]
    public required IReadOnlyList<string> Deployment { get; init; }

    /// <summary>How much it is used, by a measure that only orders tools.</summary>
    [Range(0, 1_000_000, ErrorMessage = Between)]
    public int Popularity { get; init; }

    /// <summary>The mean of its reviews; 0 exactly when it has none.</summary>
    [Range(0.0, 5.0, ErrorMessage = Between)]
    public double Rating { get; init; }

    /// <summary>How many reviews it has.</summary>
    [Range(0, 1_000_000, ErrorMessage = Between)]
    public int ReviewCount { get; init; }
}
