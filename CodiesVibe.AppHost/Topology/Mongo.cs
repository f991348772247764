using CodiesVibe.AppHost.Lifecycle;
using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Mongo;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The database server: a container, or <c>mongod</c> where it is installed, else the emulator.</summary>
internal static class Mongo
{
    private const string ProbeScript =
        $$"""db.getSiblingDB("admin").auth("{{MongoUsers.Probe}}", cat("/run/secrets/{{MongoUsers.ProbePassword}}").replace(/\n+$/, "")); quit(db.runCommand({ ping: 1 }).ok ? 0 : 1)""";

    public static IResourceBuilder<IResourceWithConnectionString> AddMongo(this IDistributedApplicationBuilder builder, string name, RuntimeMode mode) =>
        mode == RuntimeMode.Containers ? builder.AddMongoContainer(name) : builder.AddMongoProcess(name);

    public static IResourceBuilder<IResourceWithConnectionString> AddMongoDatabase(this IResourceBuilder<IResourceWithConnectionString> server, string name) =>
        server.Resource switch
        {
            MongoDBServerResource container => server.ApplicationBuilder.CreateResourceBuilder(container).WithEnvironment("MONGO_INITDB_DATABASE", name).AddDatabaseOfApplication(name),
            MongoProcessResource process => server.ApplicationBuilder.AddResource(new MongoDatabaseResource(name, process)).WithStateOfParent().WithIconName("Table"),
            _ => throw new ArgumentException($"'{server.Resource.Name}' is not a MongoDB server.", nameof(server)),
        };

    /// <summary>On a developer's machine the application uses the root user of the integration; in production it has its own user.</summary>
    private static IResourceBuilder<IResourceWithConnectionString> AddDatabaseOfApplication(this IResourceBuilder<MongoDBServerResource> server, string name)
    {
        var builder = server.ApplicationBuilder;
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return server.AddDatabase(name).WithIconName("Table");
        }

        var password = AddPassword(builder, MongoUsers.ApplicationPassword);
        AddPassword(builder, MongoUsers.ProbePassword);
        AddPassword(builder, MongoUsers.MaintenancePassword);
        return builder.AddResource(new MongoUserDatabaseResource(name, server.Resource, password.Resource));
    }

    private static IResourceBuilder<ParameterResource> AddPassword(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true);

    private static IResourceBuilder<MongoDBServerResource> AddMongoContainer(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddMongoDB(name)
            .WithImageTag(Images.Mongo.Tag)
            .WithDataVolume(builder.VolumeOf(name))
            .WithIconName("Database")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Data],
                // By name: while the image prepares a new database, a temporary server answers on 127.0.0.1. With a login: any client may ping.
                Probe = new(["CMD", "mongosh", "--quiet", "--norc", "--host", name, "--eval", ProbeScript], StartPeriod: 60),
                Limits = new(Memory: 768, Cpus: 1, Pids: 512),
                User = "999:999",
                // Each probe would leave a log of the shell in its home directory, which is the data volume.
                Environment = { ["HOME"] = "/tmp" },
                Tmpfs = ["/tmp", "/data/configdb:uid=999"],
                Mounts = [new("mongo", "/docker-entrypoint-initdb.d")],
                StopGrace = "60s",
                Secrets = SecretStyle.FileSuffix,
                SecretFiles =
                {
                    [MongoUsers.ApplicationPassword] = $"{{{MongoUsers.ApplicationPassword}.value}}",
                    [MongoUsers.ProbePassword] = $"{{{MongoUsers.ProbePassword}.value}}",
                    [MongoUsers.MaintenancePassword] = $"{{{MongoUsers.MaintenancePassword}.value}}",
                    [MongoUsers.MaintenanceConnection] =
                        $"mongodb://{MongoUsers.Maintenance}:{{{MongoUsers.MaintenancePassword}.value}}@{{{name}.bindings.tcp.host}}:{{{name}.bindings.tcp.port}}/?authSource=admin&authMechanism=SCRAM-SHA-256",
                },
                StandIn = "the MongoDB emulator of this repository, which has its own file format and supports the commands that the backend sends",
            });

    private static IResourceBuilder<MongoProcessResource> AddMongoProcess(this IDistributedApplicationBuilder builder, string name)
    {
        var native = ProgramOnPath.Find("mongod");
        var server = native is null ? builder.AddEmulator(name) : builder.AddMongod(name, native);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, token => ServerPing.Mongo.PingAsync(server.GetEndpoint(MongoProcessResource.EndpointName), token));
        return server.WithHealthCheck(check).WithIconName("Database");
    }

    private static IResourceBuilder<MongoProcessResource> AddEmulator(this IDistributedApplicationBuilder builder, string name)
    {
        // The emulator accepts the password that it is started with, so the password need not be kept.
        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true);
        return builder.AddResource(new MongoProcessResource(name, BuiltProgram.Command, builder.AppHostDirectory, password.Resource))
            .WithEndpoint(name: MongoProcessResource.EndpointName, env: "PORT").WithDirectEndpoints()
            .WithArgs(BuiltProgram.DevServers, "mongodb", "--data", builder.DataDirectoryOf(name))
            .WithOtlpExporter()
            .WithEnvironment("MONGO_INITDB_ROOT_USERNAME", MongoProcessResource.UserName)
            .WithEnvironment("MONGO_INITDB_ROOT_PASSWORD", password);
    }

    private static IResourceBuilder<MongoProcessResource> AddMongod(this IDistributedApplicationBuilder builder, string name, string program)
    {
        var data = builder.DataDirectoryOf($"{name}-mongod");
        var server = builder.AddResource(new MongoProcessResource(name, program, builder.AppHostDirectory, password: null))
            .WithEndpoint(name: MongoProcessResource.EndpointName).WithDirectEndpoints()
            .OnBeforeResourceStarted((_, _, _) =>
            {
                Directory.CreateDirectory(data);
                return Task.CompletedTask;
            });
        return server.WithArgs("--bind_ip", "127.0.0.1", "--dbpath", data, "--port").WithPortArgument(MongoProcessResource.EndpointName);
    }
}
