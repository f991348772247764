namespace CodiesVibe.AppHost.Topology;

/// <summary>A database of a MongoDB server; its name is the resource's.</summary>
internal sealed class MongoDatabaseResource(string name, MongoProcessResource parent)
    : Resource(name), IResourceWithParent<MongoProcessResource>, IResourceWithConnectionString
{
    public MongoProcessResource Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => Parent.AddressOf(Name);
}
