using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What can be said of the values of a dialog without knowing what they are for.</summary>
internal static class InputsValidation
{
    /// <summary>Gives the inputs their values; returns what is wrong with the first bad one, null when nothing is.</summary>
    public static string? Fill(InteractionInputCollection inputs, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            if (!inputs.TryGetByName(name, out var input))
            {
                return $"It has no input named '{name}'.";
            }

            input.Value = value;
        }

        return inputs.Select(Fault).FirstOrDefault(fault => fault is not null);
    }

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
