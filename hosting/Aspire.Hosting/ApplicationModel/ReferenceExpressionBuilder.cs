using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a <see cref="ReferenceExpression"/> together piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    internal const string UriFormat = "uri";

    private readonly StringBuilder format = new();
    private readonly List<ReferenceExpression.Hole> holes = [];

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => format.Length == 0;

    /// <summary>Adds fixed text.</summary>
    public void AppendLiteral(string value) => format.Append(Escape(value));

    /// <summary>Adds text that is known already.</summary>
    public void AppendFormatted(string? value) => format.Append(Escape(value ?? string.Empty));

    /// <summary>Adds a value that becomes known later; the format <c>uri</c> escapes it for use in a URI.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider
    {
        this.format.Append(CultureInfo.InvariantCulture, $"{{{holes.Count}}}");
        holes.Add(new(valueProvider, valueProvider.ValueExpression, format));
    }

    /// <summary>The expression so far.</summary>
    public ReferenceExpression Build() => new(format.ToString(), [.. holes]);

    private static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
