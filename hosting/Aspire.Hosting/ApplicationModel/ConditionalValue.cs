using System.IO.Hashing;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One of two expressions, whichever a value calls for.</summary>
/// <param name="condition">The value.</param>
/// <param name="matchValue">What it is compared with, whatever the case.</param>
/// <param name="whenTrue">Taken where they are equal.</param>
/// <param name="whenFalse">Taken otherwise.</param>
internal sealed class ConditionalValue(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
{
    public IEnumerable<object> References => [condition, whenTrue, whenFalse];

    /// <summary>The name under which the manifest holds the result.</summary>
    public string Name { get; } = NameOf(Expression(condition), matchValue, whenTrue, whenFalse);

    /// <summary>The expression that the condition calls for.</summary>
    public async ValueTask<ReferenceExpression> ChooseAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        string.Equals(await condition.GetValueAsync(context, cancellationToken).ConfigureAwait(false), matchValue, StringComparison.OrdinalIgnoreCase) ? whenTrue : whenFalse;

    private static string Expression(IValueProvider condition) => condition is IManifestExpressionProvider known ? known.ValueExpression : condition.GetType().Name;

    private static string NameOf(string condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var words = new string([.. condition.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')]).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var hash = XxHash32.Hash(Encoding.UTF8.GetBytes(condition + whenTrue.ValueExpression + whenFalse.ValueExpression + matchValue));
        return $"cond-{string.Join('-', words)}-{Convert.ToHexStringLower(hash)}";
    }
}
