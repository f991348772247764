using CodiesVibe.Publishing.Mongo;

namespace CodiesVibe.AppHost.Topology;

/// <summary>A database in production, where the application has its own user.</summary>
/// <param name="name">The name of the resource and of the database.</param>
/// <param name="parent">The server.</param>
/// <param name="password">The user's password.</param>
internal sealed class MongoUserDatabaseResource(string name, MongoDBServerResource parent, ParameterResource password)
    : Resource(name), IResourceWithParent<MongoDBServerResource>, IResourceWithConnectionString
{
    public MongoDBServerResource Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var address = new ReferenceExpressionBuilder();
            address.AppendLiteral($"mongodb://{MongoUsers.Application}:");
            address.AppendFormatted(password, "uri");
            address.AppendLiteral("@");
            address.AppendFormatted(Parent.PrimaryEndpoint.Property(EndpointProperty.Host));
            address.AppendLiteral(":");
            address.AppendFormatted(Parent.PrimaryEndpoint.Property(EndpointProperty.Port));
            address.AppendLiteral($"/{Name}?authSource=admin&authMechanism=SCRAM-SHA-256");
            return address.Build();
        }
    }
}
