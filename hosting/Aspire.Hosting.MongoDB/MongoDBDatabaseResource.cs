using Aspire.Hosting.MongoDB;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a MongoDB server.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="databaseName">Name of the database.</param>
/// <param name="parent">The server.</param>
public class MongoDBDatabaseResource(string name, string databaseName, MongoDBServerResource parent)
    : Resource(name), IResourceWithParent<MongoDBServerResource>, IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public MongoDBServerResource Parent { get; } = parent;

    /// <summary>Name of the database.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => Parent.AddressOf(DatabaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        ConnectionProperties.Of(Parent, ConnectionStringExpression).Append(new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")));
}
