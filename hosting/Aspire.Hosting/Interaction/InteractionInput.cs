using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>One value that the user is asked for.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public sealed class InteractionInput
{
    /// <summary>Identifies the input among those of its dialog; case does not matter.</summary>
    public required string Name { get; init; }

    /// <summary>Shown beside the input; the name when null.</summary>
    public string? Label { get; init; }

    /// <summary>Help text under the input.</summary>
    public string? Description { get; init; }

    /// <summary>Whether <see cref="Description"/> is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; init; }

    /// <summary>Kind of value.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether the dialog is only accepted with a value.</summary>
    public bool Required { get; init; }

    /// <summary>Values to choose from, with the text shown for each. For <see cref="InputType.Choice"/> only.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>The value: shown at first, and given by the user afterwards. Booleans are <c>true</c> or <c>false</c>.</summary>
    public string? Value { get; set; }

    /// <summary>Shown in the empty input.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Whether a value outside <see cref="Options"/> is accepted.</summary>
    public bool AllowCustomChoice { get; init; }

    /// <summary>Whether the input is shown but cannot be changed.</summary>
    public bool Disabled { get; set; }

    /// <summary>Greatest number of characters; null for no limit.</summary>
    public int? MaxLength { get; init; }

    internal string EffectiveLabel => string.IsNullOrWhiteSpace(Label) ? Name : Label;

    internal List<string> ValidationErrors { get; } = [];
}
