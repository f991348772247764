using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Parameters;

/// <summary>What can be done with a parameter at the dashboard.</summary>
internal static class ParameterCommands
{
    public static void AddTo(ParameterResource parameter, ParameterProcessor processor)
    {
        parameter.Annotations.Add(new ResourceCommandAnnotation(
            "set-parameter",
            "Set parameter",
            _ => ResourceCommandState.Enabled,
            context => RunAsync(() => processor.SetAsync(
                parameter,
                context.Arguments[ParameterInputs.Value].Value!,
                ParameterInputs.IsTicked(context.Arguments, ParameterInputs.Save))),
            "Set parameter value",
            parameter: null,
            confirmationMessage: null,
            "Key",
            IconVariant.Regular,
            isHighlighted: true)
        {
            Arguments = () =>
            [
                ParameterInputs.ForValue(parameter, ParameterInputs.Value, required: true),
                ParameterInputs.ForSaving(processor.CanSave),
            ],
        });
        parameter.Annotations.Add(new ResourceCommandAnnotation(
            "delete-parameter",
            "Delete parameter",
            context => context.ResourceSnapshot.State?.Text == KnownResourceStates.ValueMissing
                ? ResourceCommandState.Hidden
                : ResourceCommandState.Enabled,
            context => RunAsync(() => processor.DeleteAsync(parameter, ParameterInputs.IsTicked(context.Arguments, ParameterInputs.Delete))),
            "Delete parameter value",
            parameter: null,
            confirmationMessage: null,
            "Delete",
            IconVariant.Regular,
            isHighlighted: false)
        {
            Arguments = () => [ParameterInputs.ForDeleting(processor.CanSave)],
        });
    }

    private static async Task<ExecuteCommandResult> RunAsync(Func<Task> work)
    {
        await work().ConfigureAwait(false);
        return CommandResults.Success();
    }
}
