namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be done with a resource while the application runs.</summary>
public sealed class ResourceCommandAnnotation(
    string name, string displayName, Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, string? displayDescription, object? parameter,
    string? confirmationMessage, string? iconName, IconVariant? iconVariant, bool isHighlighted) : IResourceAnnotation
{
    /// <summary>Unique in the resource.</summary>
    public string Name { get; } = name;

    /// <summary>Shown on its button.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Says whether it can be called, given what the resource is like.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState;

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>Shown as its explanation.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>Obsolete in the dashboard's protocol.</summary>
    public object? Parameter { get; } = parameter;

    /// <summary>Asked before it is called.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>Name of a Fluent UI icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Whether it has a button of its own in the row.</summary>
    public bool IsHighlighted { get; } = isHighlighted;

    /// <summary>Makes the inputs that the dashboard asks for before it calls the command.</summary>
    internal Func<IReadOnlyList<InteractionInput>> Arguments { get; init; } = static () => [];
}
