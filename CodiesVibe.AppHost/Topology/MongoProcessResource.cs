namespace CodiesVibe.AppHost.Topology;

/// <summary>A MongoDB server that runs as a process.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">Its working directory.</param>
/// <param name="password">Password of <see cref="UserName"/>; null for a server without authentication.</param>
internal sealed class MongoProcessResource(string name, string command, string workingDirectory, ParameterResource? password)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";
    public const string UserName = "admin";

    public ReferenceExpression ConnectionStringExpression => AddressOf(database: null);

    /// <summary>The connection string of one database, or of the server.</summary>
    public ReferenceExpression AddressOf(string? database)
    {
        var address = new ReferenceExpressionBuilder();
        address.AppendLiteral("mongodb://");
        if (password is not null)
        {
            address.AppendLiteral($"{UserName}:");
            address.AppendFormatted(password, "uri");
            address.AppendLiteral("@");
        }

        address.AppendFormatted(this.GetEndpoint(EndpointName).Property(EndpointProperty.HostAndPort));
        address.AppendLiteral($"/{database}{(password is null ? "" : "?authSource=admin&authMechanism=SCRAM-SHA-256")}");
        return address.Build();
    }
}
