using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Turns values into the manifest's expressions, and remembers what these name beside the resources of the model.</summary>
internal sealed class ManifestExpressions
{
    private readonly OrderedDictionary<string, ParameterResource> parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> encoded = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ConditionalValue> conditionals = new(StringComparer.Ordinal);

    /// <summary>Every parameter that was named, in order of first use; and whether its form for URIs was.</summary>
    public IEnumerable<(ParameterResource Parameter, bool IsEncoded)> Parameters => parameters.Values.Select(parameter => (parameter, encoded.Contains(parameter.Name)));

    /// <summary>Every choice that was named, in order of first use.</summary>
    public IEnumerable<ConditionalValue> Conditionals => conditionals.Values;

    /// <summary>Name of a parameter's form for URIs.</summary>
    public static string EncodedName(ParameterResource parameter) => $"{parameter.Name}-uri-encoded";

    /// <summary>The expression for a value: the value itself where it is a plain one.</summary>
    public string Of(object? value)
    {
        Remember(value);
        return value switch
        {
            ReferenceExpression { Conditional: null } expression => string.Format(
                CultureInfo.InvariantCulture, expression.Format, [.. expression.ManifestExpressions.Select((known, i) => Hole(expression, i, known))]),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    private string Hole(ReferenceExpression expression, int index, string known)
    {
        if (expression.StringFormats[index] != ReferenceExpressionBuilder.UriFormat || expression.ValueProviders[index] is not ParameterResource parameter)
        {
            return known;
        }

        encoded.Add(parameter.Name);
        return $"{{{EncodedName(parameter)}.value}}";
    }

    private void Remember(object? value)
    {
        switch (value)
        {
            case ParameterResource parameter:
                parameters.TryAdd(parameter.Name, parameter);
                break;
            case ReferenceExpression { Conditional: { } conditional }:
                conditionals.TryAdd(conditional.Name, conditional);
                break;
            case ReferenceExpression expression:
                foreach (var provider in expression.ValueProviders)
                {
                    Remember(provider);
                }

                break;
        }
    }
}
