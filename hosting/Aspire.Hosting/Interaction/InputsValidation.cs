using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What can be said of the values of a dialog without knowing what they are for.</summary>
internal static class InputsValidation
{
    /// <summary>Finds what is wrong with a value; null when nothing is.</summary>
    public static string? Fault(InteractionInput input)
    {
        if (string.IsNullOrEmpty(input.Value))
        {
            return input.Required ? $"{input.EffectiveLabel} is required." : null;
        }

        return input.InputType switch
        {
            _ when input.Value.Length > input.MaxLength => $"{input.EffectiveLabel} has more than {input.MaxLength} characters.",
            InputType.Number when !double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
                $"{input.EffectiveLabel} must be a number.",
            InputType.Boolean when !bool.TryParse(input.Value, out _) => $"{input.EffectiveLabel} must be true or false.",
            InputType.Choice when !input.AllowCustomChoice && input.Options?.Any(o => o.Key == input.Value) is not true =>
                $"{input.EffectiveLabel} must be one of the given choices.",
            _ => null,
        };
    }
}
