using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.MongoDB;

/// <summary>The parts of a connection string to a MongoDB server, for clients that need them separately.</summary>
internal static class ConnectionProperties
{
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Of(MongoDBServerResource server, ReferenceExpression connectionString) =>
    [
        new("Host", ReferenceExpression.Create($"{server.PrimaryEndpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{server.PrimaryEndpoint.Property(EndpointProperty.Port)}")),
        new("Username", server.UserName),
        new("Password", ReferenceExpression.Create($"{server.PasswordParameter}")),
        new("AuthenticationDatabase", ReferenceExpression.Create($"{MongoDBServerResource.AuthenticationDatabase}")),
        new("AuthenticationMechanism", ReferenceExpression.Create($"{MongoDBServerResource.AuthenticationMechanism}")),
        new("Uri", connectionString),
    ];
}
