using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace CodiesVibe.Tests.Hosting.MongoDB;

public sealed class MongoDBResourceTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder("--Parameters:mongodb-password=p@ss/word");

    [Fact]
    public async Task A_client_gets_the_connection_string_of_the_database_and_its_parts()
    {
        var database = _builder.AddMongoDB("mongodb").AddDatabase("codiesvibe", "tools");
        var client = _builder.AddExecutable("client", "true", ".").WithReference(database);
        database.Resource.Parent.Allocate(27500);

        var environment = (await _builder.StartConfigurationAsync(client.Resource)).EnvironmentVariables.ToDictionary();

        const string Address = "mongodb://admin:p%40ss%2Fword@127.0.0.1:27500/tools?authSource=admin&authMechanism=SCRAM-SHA-256";
        Assert.Equivalent(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__codiesvibe"] = Address,
                ["CODIESVIBE_HOST"] = "127.0.0.1",
                ["CODIESVIBE_PORT"] = "27500",
                ["CODIESVIBE_USERNAME"] = "admin",
                ["CODIESVIBE_PASSWORD"] = "p@ss/word",
                ["CODIESVIBE_AUTHENTICATIONDATABASE"] = "admin",
                ["CODIESVIBE_AUTHENTICATIONMECHANISM"] = "SCRAM-SHA-256",
                ["CODIESVIBE_URI"] = Address,
                ["CODIESVIBE_DATABASENAME"] = "tools",
            },
            environment,
            strict: true);
    }

    [Fact]
    public async Task The_server_is_given_its_administrator()
    {
        var user = _builder.AddParameter("user", "ro:ot");
        var server = _builder.AddMongoDB("mongodb", port: 27017, userName: user).WithDataVolume("data");
        server.AddDatabase("one");
        server.Resource.Allocate(27500);

        var environment = (await _builder.StartConfigurationAsync(server.Resource)).EnvironmentVariables.ToDictionary();

        Assert.Equivalent(new Dictionary<string, string> { ["MONGO_INITDB_ROOT_USERNAME"] = "ro:ot", ["MONGO_INITDB_ROOT_PASSWORD"] = "p@ss/word" }, environment, strict: true);
        Assert.Equal(
            "mongodb://ro%3Aot:p%40ss%2Fword@127.0.0.1:27500/?authSource=admin&authMechanism=SCRAM-SHA-256",
            await server.Resource.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("{mongodb.connectionString}", ((IManifestExpressionProvider)server.Resource).ValueExpression);
        Assert.Equal((27017, 27017), (server.Resource.PrimaryEndpoint.EndpointAnnotation.Port, server.Resource.PrimaryEndpoint.TargetPort));
        Assert.Equal("one", server.Resource.Databases["one"]);
        var volume = Assert.Single(server.Resource.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal(("data", "/data/db", ContainerMountType.Volume), (volume.Source, volume.Target, volume.Type));
    }

    [Fact]
    public async Task The_password_is_generated_and_is_not_a_resource_of_the_model()
    {
        var first = _builder.AddMongoDB("first").Resource.PasswordParameter;
        Assert.Equal(["first"], _builder.Resources.Select(r => r.Name));
        Assert.True(first.Secret);
        Assert.Matches("^[a-zA-Z0-9]{22}$", await first.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_database_name_that_is_taken_is_refused()
    {
        var server = _builder.AddMongoDB("mongodb");
        server.AddDatabase("store");
        var error = Assert.Throws<DistributedApplicationException>(() => server.AddDatabase("STORE", "other"));
        Assert.Contains("'STORE'", error.Message);
        Assert.Equal(["store"], server.Resource.Databases.Keys);
    }
}
