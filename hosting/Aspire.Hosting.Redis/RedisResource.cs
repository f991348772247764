namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server that runs as a container.</summary>
public class RedisResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string Scheme = "redis";

    /// <param name="name">Name of the resource.</param>
    /// <param name="password">The password of the default user.</param>
    public RedisResource(string name, ParameterResource password) : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        PasswordParameter = password;
        PrimaryEndpoint = new(this, PrimaryEndpointName);
    }

    /// <summary>Where the server answers.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The password of the default user.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Host}:{Port},password={PasswordParameter}{Encryption}");

    private ReferenceExpression Encryption => ReferenceExpression.CreateConditional(
        PrimaryEndpoint.Property(EndpointProperty.TlsEnabled), bool.TrueString, ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Create($""));

    private EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
        new("Uri", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Scheme)}://:{PasswordParameter:uri}@{Host}:{Port}")),
    ];
}
