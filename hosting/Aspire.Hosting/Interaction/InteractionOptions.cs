using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Buttons and looks of a prompt. What is null is chosen by the kind of prompt.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public class InteractionOptions
{
    /// <summary>Text of the button that accepts.</summary>
    public string? PrimaryButtonText { get; set; }

    /// <summary>Text of the button that declines.</summary>
    public string? SecondaryButtonText { get; set; }

    /// <summary>Whether there is a button that declines.</summary>
    public bool? ShowSecondaryButton { get; set; }

    /// <summary>Whether the prompt can be closed without an answer.</summary>
    public bool? ShowDismiss { get; set; }

    /// <summary>Whether the message is Markdown.</summary>
    public bool? EnableMessageMarkdown { get; set; }
}

/// <summary>Options of a message box.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public class MessageBoxInteractionOptions : InteractionOptions
{
    /// <summary>What the message is about; decides its icon.</summary>
    public MessageIntent? Intent { get; set; }
}

/// <summary>Options of a notification.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public class NotificationInteractionOptions : InteractionOptions
{
    /// <summary>What the message is about; decides its icon and colour.</summary>
    public MessageIntent? Intent { get; set; }

    /// <summary>Text of a link after the message.</summary>
    public string? LinkText { get; set; }

    /// <summary>Where the link leads.</summary>
    public string? LinkUrl { get; set; }
}

/// <summary>Options of a dialog with inputs.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public class InputsDialogInteractionOptions : InteractionOptions
{
    /// <summary>
    /// Called with the values when the user accepts. Errors added to the context are shown and the dialog stays; without one it closes.
    /// </summary>
    public Func<InputsDialogValidationContext, Task>? ValidationCallback { get; set; }
}
