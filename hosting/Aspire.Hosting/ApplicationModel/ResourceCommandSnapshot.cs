namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource, as it stands at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it can be called now.</param>
/// <param name="DisplayName">Shown on its button.</param>
/// <param name="DisplayDescription">Shown as its explanation.</param>
/// <param name="Parameter">Obsolete in the dashboard's protocol; null.</param>
/// <param name="ConfirmationMessage">Asked before it is called.</param>
/// <param name="IconName">Name of a Fluent UI icon.</param>
/// <param name="IconVariant">How the icon is drawn.</param>
/// <param name="IsHighlighted">Whether it has a button of its own in the row.</param>
public sealed record ResourceCommandSnapshot(
    string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter,
    string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted)
{
    /// <summary>What the dashboard asks for before it calls the command.</summary>
    internal IReadOnlyList<InteractionInput> ArgumentInputs { get; init; } = [];
}
