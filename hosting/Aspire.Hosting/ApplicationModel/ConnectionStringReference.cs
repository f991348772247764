namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource, as another resource uses it.</summary>
/// <param name="resource">The resource that is connected to.</param>
/// <param name="optional">Whether a missing connection string is no error.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The resource that is connected to.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Whether a missing connection string is no error.</summary>
    public bool Optional { get; } = optional;

    /// <inheritdoc/>
    public string ValueExpression => ((IManifestExpressionProvider)Resource).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var value = await ((IValueProvider)Resource).GetValueAsync(context, cancellationToken).ConfigureAwait(false);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available.")
            : value;
    }
}
