namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown and when it can be called.</summary>
public class CommandOptions
{
    /// <summary>The defaults.</summary>
    public static CommandOptions Default { get; } = new();

    /// <summary>Shown as its explanation.</summary>
    public string? Description { get; set; }

    /// <summary>Asked before it is called.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Name of a Fluent UI icon.</summary>
    public string? IconName { get; set; }

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it has a button of its own in the row.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Says whether it can be called; always, when left out.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
