using System.Globalization;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Hosting;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace Aspire.Hosting.Backchannel.Publish;

/// <summary>Puts what a publishing application asks to whoever sits at the CLI.</summary>
internal sealed class PromptRelay(InteractionService interactions, PipelineActivities activities) : BackgroundService
{
    private const string YesNo = "answer";

    /// <summary>Takes an answer over. One to a prompt that is closed already is ignored.</summary>
    /// <param name="promptId">The prompt.</param>
    /// <param name="answers">The values; null when the person gives up.</param>
    public void Answer(string promptId, IReadOnlyList<PromptAnswer>? answers)
    {
        var id = int.Parse(promptId, CultureInfo.InvariantCulture);
        var dialog = new V1.InteractionInputsDialog
        {
            InputItems = { (answers ?? []).Select(a => new V1.InteractionInput { Name = a.Name ?? "", Value = a.Value ?? "" }) },
        };
        interactions.Answer(answers switch
        {
            null => new() { InteractionId = id, Complete = new() },
            [{ Name: YesNo, Value: var value }] => new() { InteractionId = id, MessageBox = new() { Result = bool.TryParse(value, out var yes) && yes } },
            _ => new() { InteractionId = id, InputsDialog = dialog },
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var reader = interactions.Subscribe(out var open);
        Show(open);
        await foreach (var updates in reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            Show(updates);
        }
    }

    private void Show(IEnumerable<V1.WatchInteractionsResponseUpdate> updates)
    {
        foreach (var update in updates)
        {
            var isOpen = update.KindCase != V1.WatchInteractionsResponseUpdate.KindOneofCase.Complete;
            var text = update.Message is { Length: > 0 } message ? message : update.Title;
            activities.Add(new(PipelineActivity.Prompt, new(
                update.InteractionId.ToString(CultureInfo.InvariantCulture), text, isOpen ? nameof(CompletionState.InProgress) : nameof(CompletionState.Completed))
            {
                EnableMarkdown = update.EnableMessageMarkdown,
                Inputs = isOpen ? InputsOf(update) : [],
            }));
        }
    }

    private static PromptInput[] InputsOf(V1.WatchInteractionsResponseUpdate update) =>
        update.KindCase == V1.WatchInteractionsResponseUpdate.KindOneofCase.InputsDialog
            ? [.. update.InputsDialog.InputItems.Select(PromptInput.From)]
            : [new(YesNo, update.Title, nameof(InputType.Boolean), Required: false, "true", [], [], AllowCustomChoice: false, Disabled: false)];
}

/// <summary>A value that a person gave.</summary>
internal sealed record PromptAnswer(string? Name, string? Value);
