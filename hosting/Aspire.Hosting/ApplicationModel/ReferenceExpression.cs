using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with holes for values that become known while the application starts.</summary>
public class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private readonly string[] manifestExpressions;
    private readonly string?[] stringFormats;

    internal ReferenceExpression(string format, IReadOnlyList<Hole> holes)
    {
        Format = format;
        ValueProviders = [.. holes.Select(h => h.Value)];
        manifestExpressions = [.. holes.Select(h => h.ManifestExpression)];
        stringFormats = [.. holes.Select(h => h.StringFormat)];
    }

    private ReferenceExpression(ConditionalValue conditional) : this("", []) => Conditional = conditional;

    /// <summary>The text, with the holes numbered as in <see cref="string.Format(string, object?[])"/>.</summary>
    public string Format { get; }

    /// <summary>What fills the holes, in order.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>How the manifest writes the holes, in order.</summary>
    public IReadOnlyList<string> ManifestExpressions => manifestExpressions;

    /// <inheritdoc/>
    public string ValueExpression => Conditional is not null ? $"{{{Conditional.Name}.connectionString}}" : string.Format(CultureInfo.InvariantCulture, Format, manifestExpressions);

    IEnumerable<object> IValueWithReferences.References => Conditional?.References ?? ValueProviders;

    /// <summary>The choice that the expression is; null where it is a text with holes.</summary>
    internal ConditionalValue? Conditional { get; }

    /// <summary>What is applied to the values of the holes, in order; null for nothing.</summary>
    internal IReadOnlyList<string?> StringFormats => stringFormats;

    /// <summary>Makes an expression from an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <summary>Makes an expression that is one of two, whichever a value calls for.</summary>
    /// <param name="condition">The value.</param>
    /// <param name="matchValue">What it is compared with, whatever the case.</param>
    /// <param name="whenTrue">Taken where they are equal.</param>
    /// <param name="whenFalse">Taken otherwise.</param>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse) =>
        new(new ConditionalValue(condition, matchValue, whenTrue, whenFalse));

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        if (Conditional is not null)
        {
            var chosen = await Conditional.ChooseAsync(context, cancellationToken).ConfigureAwait(false);
            return await chosen.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            values[i] = stringFormats[i] == ReferenceExpressionBuilder.UriFormat && value is not null ? Uri.EscapeDataString(value) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    internal sealed record Hole(IValueProvider Value, string ManifestExpression, string? StringFormat);
}
