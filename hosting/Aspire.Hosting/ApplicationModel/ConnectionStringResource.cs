namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string that the model puts together.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="connectionStringExpression">How it is put together.</param>
public class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
}
