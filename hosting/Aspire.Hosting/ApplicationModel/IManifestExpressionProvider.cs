namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that the manifest writes as an expression such as <c>{redis.connectionString}</c>.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, braces included.</summary>
    string ValueExpression { get; }
}
