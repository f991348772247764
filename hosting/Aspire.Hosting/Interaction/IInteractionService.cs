using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Asks the person at the dashboard, or at the CLI that publishes. Every open dashboard shows the question; the first answer counts.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public interface IInteractionService
{
    /// <summary>Whether there is somebody to ask. If not, every prompt throws <see cref="InvalidOperationException"/>.</summary>
    bool IsAvailable { get; }

    /// <summary>Asks a question that is answered with yes or no.</summary>
    /// <param name="title">Title of the dialog.</param>
    /// <param name="message">The question.</param>
    /// <param name="options">Buttons and looks; null for the usual ones.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>True for the primary button, false for the secondary one; cancelled when dismissed.</returns>
    /// <exception cref="OperationCanceledException">The question was taken back.</exception>
    Task<InteractionResult<bool>> PromptConfirmationAsync(
        string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Shows a message that has to be acknowledged.</summary>
    /// <inheritdoc cref="PromptConfirmationAsync"/>
    Task<InteractionResult<bool>> PromptMessageBoxAsync(
        string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Shows a message in the bar at the top of the page, which interrupts nobody.</summary>
    /// <inheritdoc cref="PromptConfirmationAsync"/>
    Task<InteractionResult<bool>> PromptNotificationAsync(
        string title, string message, NotificationInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for one line of text.</summary>
    /// <param name="title">Title of the dialog.</param>
    /// <param name="message">Text above the input.</param>
    /// <param name="inputLabel">Label of the input.</param>
    /// <param name="placeHolder">Shown in the empty input.</param>
    /// <param name="options">Buttons, looks and validation.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The input with its value; cancelled when the dialog was dismissed.</returns>
    /// <exception cref="OperationCanceledException">The question was taken back.</exception>
    Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        string inputLabel,
        string placeHolder,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks for one value.</summary>
    /// <param name="title">Title of the dialog.</param>
    /// <param name="message">Text above the input.</param>
    /// <param name="input">What to ask for; receives the value.</param>
    /// <param name="options">Buttons, looks and validation.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The input with its value; cancelled when the dialog was dismissed.</returns>
    /// <exception cref="OperationCanceledException">The question was taken back.</exception>
    Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        InteractionInput input,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks for several values in one dialog.</summary>
    /// <param name="title">Title of the dialog.</param>
    /// <param name="message">Text above the inputs.</param>
    /// <param name="inputs">What to ask for, names unique; each receives its value.</param>
    /// <param name="options">Buttons, looks and validation.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The inputs with their values; cancelled when the dialog was dismissed.</returns>
    /// <exception cref="OperationCanceledException">The question was taken back.</exception>
    Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title,
        string? message,
        IReadOnlyList<InteractionInput> inputs,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default);
}
