using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.UserSecrets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Parameters;

/// <summary>
/// Gives the parameters of a running application their values. One that has none is asked for at the dashboard while its users wait;
/// without a dashboard it fails, and its users with it.
/// </summary>
internal sealed class ParameterProcessor(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IInteractionService interactions,
    UserSecretsFile? secrets = null) : BackgroundService
{
    private readonly Lock gate = new();
    private ImmutableList<ParameterResource> missing = [];
    private CancellationTokenSource missingChanged = new();

    /// <summary>Whether values can be kept for the next run.</summary>
    public bool CanSave => secrets is not null;

    /// <summary>
    /// Settles every parameter whose value is known and makes the others wait for one. From then on
    /// <see cref="ParameterResource.GetValueAsync"/> waits as long as it takes.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            parameter.WaitForValueTcs = NewWait();
            if (interactions.IsAvailable)
            {
                ParameterCommands.AddTo(parameter, this);
            }

            await InitializeAsync(parameter).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        missingChanged.Dispose();
        base.Dispose();
    }

    /// <summary>Asks for missing values, now and whenever one is deleted, until the application stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (interactions.IsAvailable && !stoppingToken.IsCancellationRequested)
        {
            var (wanted, changed) = Missing();
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, changed);
            try
            {
                if (wanted.IsEmpty)
                {
                    await Task.Delay(Timeout.Infinite, round.Token).ConfigureAwait(false);
                }
                else
                {
                    await AskForAsync(wanted, round.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (round.IsCancellationRequested)
            {
                // The end, or another set of parameters to ask for.
            }
        }
    }

    /// <summary>Gives a parameter its value; whoever waits for it goes on.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="save">Whether to keep it for the next run.</param>
    /// <exception cref="DistributedApplicationException">The value holds, but could not be kept.</exception>
    public async Task SetAsync(ParameterResource parameter, string value, bool save)
    {
        await SettleAsync(parameter, value).ConfigureAwait(false);
        if (save)
        {
            secrets?.Set(parameter.ConfigurationKey, value);
        }
    }

    /// <summary>Takes a parameter's value away; the next user waits for a new one.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="saved">Whether to forget a kept value too.</param>
    /// <exception cref="DistributedApplicationException">The kept value could not be deleted; nothing has changed.</exception>
    public async Task DeleteAsync(ParameterResource parameter, bool saved)
    {
        if (saved)
        {
            secrets?.Set(parameter.ConfigurationKey, value: null);
        }

        parameter.WaitForValueTcs = NewWait();
        await WaitForInputAsync(parameter).ConfigureAwait(false);
    }

    private async Task InitializeAsync(ParameterResource parameter)
    {
        try
        {
            await SettleAsync(parameter, parameter.ValueInternal).ConfigureAwait(false);
        }
        catch (MissingParameterValueException) when (interactions.IsAvailable)
        {
            loggers.GetLogger(parameter).LogWarning(
                "Parameter resource {Parameter} could not be initialized. Waiting for user input.", parameter.Name);
            await WaitForInputAsync(parameter).ConfigureAwait(false);
        }
        catch (Exception exception) // a default may throw anything; it is the users of the parameter who must learn of it
        {
            loggers.GetLogger(parameter).LogError(exception, "Failed to initialize parameter resource {Parameter}.", parameter.Name);
            await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            }).ConfigureAwait(false);
            parameter.WaitForValueTcs!.SetException(exception);
        }
    }

    private async Task AskForAsync(ImmutableList<ParameterResource> wanted, CancellationToken cancellationToken)
    {
        var start = await interactions.PromptNotificationAsync(
            "Unresolved parameters",
            "Some parameters have no value. Resources that use them wait for it.",
            new() { Intent = MessageIntent.Warning, PrimaryButtonText = "Enter values", ShowDismiss = false },
            cancellationToken).ConfigureAwait(false);
        if (start.Canceled || !start.Data)
        {
            return;
        }

        var answer = await interactions.PromptInputsAsync(
            "Set unresolved parameters",
            "An input that is left empty is asked for again.",
            [.. wanted.Select(p => ParameterInputs.ForValue(p, p.Name, required: false)), ParameterInputs.ForSaving(CanSave)],
            new() { PrimaryButtonText = "Save" },
            cancellationToken).ConfigureAwait(false);
        if (answer.Canceled)
        {
            return;
        }

        var save = ParameterInputs.IsTicked(answer.Data, ParameterInputs.Save);
        foreach (var parameter in wanted.Where(p => !string.IsNullOrEmpty(answer.Data[p.Name].Value)))
        {
            try
            {
                await SetAsync(parameter, answer.Data[parameter.Name].Value!, save).ConfigureAwait(false);
            }
            catch (DistributedApplicationException exception)
            {
                loggers.GetLogger(parameter).LogError("The value is used, but is not saved. {Reason}", exception.Message);
            }
        }
    }

    private async Task SettleAsync(ParameterResource parameter, string value)
    {
        if (!parameter.WaitForValueTcs!.TrySetResult(value))
        {
            parameter.WaitForValueTcs = NewWait();
            parameter.WaitForValueTcs.SetResult(value);
        }

        await PublishAsync(parameter, KnownResourceStates.Running, value).ConfigureAwait(false);
        ChangeMissing(parameters => parameters.Remove(parameter));
    }

    private async Task WaitForInputAsync(ParameterResource parameter)
    {
        await PublishAsync(
            parameter, new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn), value: null).ConfigureAwait(false);
        ChangeMissing(parameters => parameters.Contains(parameter) ? parameters : parameters.Add(parameter));
    }

    private Task PublishAsync(ParameterResource parameter, ResourceStateSnapshot? state, string? value)
    {
        var name = parameter is ConnectionStringParameterResource ? KnownProperties.ConnectionString : KnownProperties.ParameterValue;
        var property = new ResourcePropertySnapshot(name, value) { IsSensitive = parameter.Secret };
        return notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
        {
            State = state,
            Properties = [.. snapshot.Properties.Where(p => p.Name != name), property],
        });
    }

    private (ImmutableList<ParameterResource> Parameters, CancellationToken Changed) Missing()
    {
        lock (gate)
        {
            return (missing, missingChanged.Token);
        }
    }

    private void ChangeMissing(Func<ImmutableList<ParameterResource>, ImmutableList<ParameterResource>> change)
    {
        CancellationTokenSource changed;
        lock (gate)
        {
            var next = change(missing);
            if (ReferenceEquals(next, missing))
            {
                return;
            }

            missing = next;
            changed = missingChanged;
            missingChanged = new CancellationTokenSource();
        }

        changed.Cancel();
    }

    private static TaskCompletionSource<string> NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
