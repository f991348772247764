namespace CodiesVibe.AppHost.Topology;

/// <summary>A Redis server that runs as a process.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">Its working directory.</param>
/// <param name="password">The password; null for a server without authentication.</param>
internal sealed class RedisProcessResource(string name, string command, string workingDirectory, ParameterResource? password)
    : ExecutableResource(name, command, workingDirectory), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";

    public ParameterResource? Password => password;

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var address = new ReferenceExpressionBuilder();
            address.AppendFormatted(this.GetEndpoint(EndpointName).Property(EndpointProperty.HostAndPort));
            if (password is not null)
            {
                address.AppendLiteral(",password=");
                address.AppendFormatted(password);
            }

            return address.Build();
        }
    }
}
