using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Hosting.Dashboard;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace Aspire.Hosting;

/// <summary>Keeps the open prompts, shows them to every dashboard, or to the CLI, and hands the first answer to whoever asked.</summary>
/// <param name="services">For validation callbacks.</param>
/// <param name="isAvailable">Whether there is somebody to ask.</param>
internal sealed class InteractionService(IServiceProvider services, bool isAvailable) : IInteractionService
{
    public const string DiagnosticId = "ASPIREINTERACTION001";
    public const string DiagnosticUrl = "https://aka.ms/aspire/diagnostics/{0}";

    private readonly StateFeed<int, V1.WatchInteractionsResponseUpdate> updates = new();
    private readonly ConcurrentDictionary<int, ChannelWriter<V1.WatchInteractionsRequestUpdate>> open = new();
    private int lastId;

    public bool IsAvailable => isAvailable;

    /// <summary>Begins to show: the open prompts at once, what changes through the reader.</summary>
    public StateFeed<int, V1.WatchInteractionsResponseUpdate>.Reader Subscribe(out IReadOnlyList<V1.WatchInteractionsResponseUpdate> open) =>
        updates.Subscribe(out open);

    /// <summary>Takes what a dashboard sends. Answers to prompts that are closed already are ignored.</summary>
    public void Answer(V1.WatchInteractionsRequestUpdate answer)
    {
        if (open.TryGetValue(answer.InteractionId, out var answers))
        {
            answers.TryWrite(answer);
        }
    }

    public Task<InteractionResult<bool>> PromptConfirmationAsync(
        string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return AskYesNoAsync(
            InteractionMapping.ToMessageBox(title, message, new()
            {
                Intent = options.Intent ?? MessageIntent.Confirmation,
                PrimaryButtonText = options.PrimaryButtonText ?? "Yes",
                SecondaryButtonText = options.SecondaryButtonText ?? "No",
                ShowSecondaryButton = options.ShowSecondaryButton ?? true,
                ShowDismiss = options.ShowDismiss ?? false,
                EnableMessageMarkdown = options.EnableMessageMarkdown,
            }),
            cancellationToken);
    }

    public Task<InteractionResult<bool>> PromptMessageBoxAsync(
        string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return AskYesNoAsync(
            InteractionMapping.ToMessageBox(title, message, new()
            {
                Intent = options.Intent,
                PrimaryButtonText = options.PrimaryButtonText ?? "OK",
                SecondaryButtonText = options.SecondaryButtonText ?? "Cancel",
                ShowSecondaryButton = options.ShowSecondaryButton ?? false,
                ShowDismiss = options.ShowDismiss ?? true,
                EnableMessageMarkdown = options.EnableMessageMarkdown,
            }),
            cancellationToken);
    }

    public Task<InteractionResult<bool>> PromptNotificationAsync(
        string title, string message, NotificationInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return AskYesNoAsync(
            InteractionMapping.ToNotification(title, message, new()
            {
                Intent = options.Intent,
                LinkText = options.LinkText,
                LinkUrl = options.LinkUrl,
                PrimaryButtonText = options.PrimaryButtonText,
                SecondaryButtonText = options.SecondaryButtonText,
                ShowSecondaryButton = options.ShowSecondaryButton,
                ShowDismiss = options.ShowDismiss ?? true,
                EnableMessageMarkdown = options.EnableMessageMarkdown,
            }),
            cancellationToken);
    }

    public Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        string inputLabel,
        string placeHolder,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        PromptInputAsync(
            title,
            message,
            new InteractionInput { Name = inputLabel, InputType = InputType.Text, Required = true, Placeholder = placeHolder },
            options,
            cancellationToken);

    public async Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title,
        string? message,
        InteractionInput input,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var result = await PromptInputsAsync(title, message, [input], options, cancellationToken).ConfigureAwait(false);
        return result.Canceled ? InteractionResult.Cancel(input) : InteractionResult.Ok(input);
    }

    public async Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title,
        string? message,
        IReadOnlyList<InteractionInput> inputs,
        InputsDialogInteractionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        var dialog = new InputsDialog(new InteractionInputCollection(inputs), options.ValidationCallback, services, cancellationToken);
        V1.WatchInteractionsResponseUpdate Show() => InteractionMapping.ToInputsDialog(title, message, dialog.Inputs, new()
        {
            PrimaryButtonText = options.PrimaryButtonText ?? "OK",
            SecondaryButtonText = options.SecondaryButtonText ?? "Cancel",
            ShowSecondaryButton = options.ShowSecondaryButton ?? true,
            ShowDismiss = options.ShowDismiss ?? true,
            EnableMessageMarkdown = options.EnableMessageMarkdown,
        });

        return await AskAsync<InteractionResult<InteractionInputCollection>>(
            Show,
            async answer => answer.KindCase switch
            {
                V1.WatchInteractionsRequestUpdate.KindOneofCase.Complete => InteractionResult.Cancel(dialog.Inputs),
                V1.WatchInteractionsRequestUpdate.KindOneofCase.InputsDialog when !answer.ResponseUpdate
                    && await dialog.AcceptAsync(answer.InputsDialog).ConfigureAwait(false) => InteractionResult.Ok(dialog.Inputs),
                _ => null,
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<InteractionResult<bool>> AskYesNoAsync(V1.WatchInteractionsResponseUpdate prompt, CancellationToken cancellationToken) =>
        AskAsync(
            () => prompt,
            answer => Task.FromResult<InteractionResult<bool>?>(answer switch
            {
                { MessageBox: { HasResult: true, Result: var result } } => InteractionResult.Ok(result),
                { Notification: { HasResult: true, Result: var result } } => InteractionResult.Ok(result),
                _ => InteractionResult.Cancel<bool>(),
            }),
            cancellationToken);

    /// <summary>Shows a prompt until <paramref name="read"/> makes a result of an answer; while it gives null the prompt is shown again.</summary>
    private async Task<TResult> AskAsync<TResult>(
        Func<V1.WatchInteractionsResponseUpdate> show,
        Func<V1.WatchInteractionsRequestUpdate, Task<TResult?>> read,
        CancellationToken cancellationToken)
        where TResult : class
    {
        if (!IsAvailable)
        {
            throw new InvalidOperationException("There is nobody to ask. Run the application with its dashboard, or publish it with the aspire CLI at a terminal.");
        }

        var id = Interlocked.Increment(ref lastId);
        var answers = Channel.CreateUnbounded<V1.WatchInteractionsRequestUpdate>();
        open[id] = answers.Writer;
        try
        {
            while (true)
            {
                var prompt = show();
                prompt.InteractionId = id;
                updates.Publish(id, prompt);

                var answer = await answers.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (await read(answer).ConfigureAwait(false) is { } result)
                {
                    return result;
                }
            }
        }
        finally
        {
            open.TryRemove(id, out _);
            updates.Retire(id, new V1.WatchInteractionsResponseUpdate { InteractionId = id, Complete = new V1.InteractionComplete() });
        }
    }
}
