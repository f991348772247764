using Aspire.Hosting.MongoDB;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A MongoDB server that runs as a container.</summary>
public class MongoDBServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string AuthenticationDatabase = "admin";
    internal const string AuthenticationMechanism = "SCRAM-SHA-256";
    private const string DefaultUserName = "admin";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Name of the resource.</param>
    /// <param name="userNameParameter">The administrator's name; <c>admin</c> when left out.</param>
    /// <param name="passwordParameter">The administrator's password.</param>
    public MongoDBServerResource(string name, ParameterResource? userNameParameter, ParameterResource passwordParameter) : base(name)
    {
        ArgumentNullException.ThrowIfNull(passwordParameter);
        UserNameParameter = userNameParameter;
        PasswordParameter = passwordParameter;
        PrimaryEndpoint = new(this, PrimaryEndpointName);
    }

    /// <summary>The endpoint of the server.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The administrator's name; null for <c>admin</c>.</summary>
    public ParameterResource? UserNameParameter { get; }

    /// <summary>The administrator's password.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>Names of the databases by names of their resources.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => AddressOf(database: null);

    internal ReferenceExpression UserName => UserNameParameter is null ? ReferenceExpression.Create($"{DefaultUserName}") : ReferenceExpression.Create($"{UserNameParameter}");

    internal void AddDatabase(string resourceName, string databaseName) => _databases.Add(resourceName, databaseName);

    /// <summary>The connection string of one database, or of the server.</summary>
    internal ReferenceExpression AddressOf(string? database)
    {
        var address = new ReferenceExpressionBuilder();
        address.AppendLiteral("mongodb://");
        if (UserNameParameter is null)
        {
            address.AppendLiteral(DefaultUserName);
        }
        else
        {
            address.AppendFormatted(UserNameParameter, "uri");
        }

        address.AppendLiteral(":");
        address.AppendFormatted(PasswordParameter, "uri");
        address.AppendLiteral("@");
        address.AppendFormatted(PrimaryEndpoint.Property(EndpointProperty.Host));
        address.AppendLiteral(":");
        address.AppendFormatted(PrimaryEndpoint.Property(EndpointProperty.Port));
        address.AppendLiteral($"/{database}?authSource={AuthenticationDatabase}&authMechanism={AuthenticationMechanism}");
        return address.Build();
    }

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => ConnectionProperties.Of(this, ConnectionStringExpression);
}
