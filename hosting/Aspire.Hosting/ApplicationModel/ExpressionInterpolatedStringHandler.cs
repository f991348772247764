using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns an interpolated string into a <see cref="ReferenceExpression"/>.</summary>
/// <param name="literalLength">Characters outside the holes.</param>
/// <param name="formattedCount">Number of holes.</param>
[InterpolatedStringHandler]
#pragma warning disable CS9113 // the compiler demands both parameters
public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
#pragma warning restore CS9113
{
    private readonly ReferenceExpressionBuilder builder = new();

    /// <summary>Adds fixed text.</summary>
    public void AppendLiteral(string value) => builder.AppendLiteral(value);

    /// <summary>Adds text that is known already.</summary>
    public void AppendFormatted(string? value) => builder.AppendFormatted(value);

    /// <summary>Adds a value that becomes known later.</summary>
    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider);

    /// <summary>Adds a value that becomes known later; the format <c>uri</c> escapes it for use in a URI.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider, format);

    /// <summary>Adds the value of a resource.</summary>
    public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource);

    internal ReferenceExpression Build() => builder.Build();
}
