using V1 = Aspire.Hosting.Dashboard.V1;

namespace Aspire.Hosting;

/// <summary>The values of an open dialog: takes what the user gives and says whether it is good.</summary>
internal sealed class InputsDialog(
    InteractionInputCollection inputs,
    Func<InputsDialogValidationContext, Task>? validate,
    IServiceProvider services,
    CancellationToken cancellationToken)
{
    public InteractionInputCollection Inputs => inputs;

    /// <summary>Takes over the values. False when one of them is refused; the errors are then at the inputs.</summary>
    public async Task<bool> AcceptAsync(V1.InteractionInputsDialog answer)
    {
        foreach (var item in answer.InputItems)
        {
            if (inputs.TryGetByName(item.Name, out var input) && !input.Disabled)
            {
                input.Value = item.Value;
            }
        }

        var context = new InputsDialogValidationContext { Inputs = inputs, Services = services, CancellationToken = cancellationToken };
        foreach (var input in inputs)
        {
            input.ValidationErrors.Clear();
            if (InputsValidation.Fault(input) is { } fault)
            {
                context.AddValidationError(input, fault);
            }
        }

        if (!context.HasErrors && validate is not null)
        {
            await validate(context).ConfigureAwait(false);
        }

        return !context.HasErrors;
    }
}
