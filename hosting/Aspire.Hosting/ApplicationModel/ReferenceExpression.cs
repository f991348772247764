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

    /// <summary>The text, with the holes numbered as in <see cref="string.Format(string, object?[])"/>.</summary>
    public string Format { get; }

    /// <summary>What fills the holes, in order.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>How the manifest writes the holes, in order.</summary>
    public IReadOnlyList<string> ManifestExpressions => manifestExpressions;

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, manifestExpressions);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes an expression from an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
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
