using CodiesVibe.Api.Features.Seeding;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.DevServers.MongoDb.Shell;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.DevServers.MongoDb;
using CodiesVibe.Tests.Publishing.Support;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Publishing.Mongo;

/// <summary>The script for a new database, run on the emulator.</summary>
public sealed class MongoInitTests : IAsyncLifetime
{
    private const string Root = "admin";
    private const string Password = "p@ss/w:rd";

    private readonly PublishedFolder _folder = new();
    private EmulatorProcess? _server;
    private int _port;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = EmulatorProcess.OnFolder(_folder.At("data"), ("MONGO_INITDB_ROOT_USERNAME", Root), ("MONGO_INITDB_ROOT_PASSWORD", Password));
        _port = await _server.ListeningAsync();
        Run();
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Its_syntax_is_valid()
    {
        var check = await Command.RunAsync(InstalledProgram.Require("node"), ["--check", "mongo/mongo-init.js"], _folder.Path);
        Assert.True(check.ExitCode == 0, check.All);
    }

    [Fact]
    [Requirement("R010")]
    public async Task Its_documents_are_those_that_the_API_writes_first_and_a_second_run_adds_none()
    {
        Run();
        var tools = SeedFile.Load(Path.Combine(Repository.Root, "CodiesVibe.Api", "Data", "tools.json"));
        var stored = await DatabaseAs(Root).GetCollection<BsonDocument>(StoredTool.Collection).Find(new BsonDocument()).ToListAsync(Cancellation);
        Assert.Equal(tools.Select(tool => tool.Slug), stored.Select(document => document["slug"].AsString));
        foreach (var (tool, document) in tools.Zip(stored))
        {
            var elements = StoredTool.ElementsOf(tool).Where(element => !AddedElements.Names.Contains(element.Name)).ToList();
            Assert.Equal(elements.Select(element => element.Name).Append("createdAt").Append("_id").Order(StringComparer.Ordinal), document.Names.Order(StringComparer.Ordinal));
            Assert.All(elements, element => Assert.Equal(element.Value, document[element.Name]));
            Assert.Equal(BsonType.DateTime, document["createdAt"].BsonType);
        }
    }

    [Fact]
    public async Task The_application_reads_its_tools()
    {
        Assert.NotNull(await DatabaseAs(MongoUsers.Application).GetCollection<BsonDocument>(StoredTool.Collection).Find(new BsonDocument()).FirstAsync(Cancellation));
    }

    [Theory]
    [InlineData(MongoUsers.Application, "{ drop: 'tools' }")]
    [InlineData(MongoUsers.Application, "{ dropDatabase: 1 }")]
    [InlineData(MongoUsers.Application, "{ delete: 'accounts', deletes: [{ q: {}, limit: 0 }] }")]
    [InlineData(MongoUsers.Application, "{ delete: 'keys', deletes: [{ q: {}, limit: 0 }] }")]
    [InlineData(MongoUsers.Application, "{ update: 'keys', updates: [{ q: {}, u: { xml: 'x' } }] }")]
    [InlineData(MongoUsers.Application, "{ find: 'other' }")]
    [InlineData(MongoUsers.Application, "{ listCollections: 1 }")]
    [InlineData(MongoUsers.Application, "{ createUser: 'x', pwd: 'x', roles: [] }")]
    [InlineData(MongoUsers.Probe, "{ find: 'tools' }")]
    [InlineData(MongoUsers.Probe, "{ serverStatus: 1 }")]
    [InlineData(MongoUsers.Maintenance, "{ delete: 'tools', deletes: [{ q: {}, limit: 0 }] }")]
    [InlineData(MongoUsers.Maintenance, "{ dropDatabase: 1 }")]
    [InlineData(MongoUsers.Maintenance, "{ serverStatus: 1 }")]
    [InlineData(MongoUsers.Maintenance, "{ createUser: 'x', pwd: 'x', roles: [] }")]
    public async Task No_user_has_more_privileges(string user, string command)
    {
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => DatabaseAs(user).RunCommandAsync<BsonDocument>(command, cancellationToken: Cancellation));
        Assert.Equal("Unauthorized", error.CodeName);
    }

    [Theory]
    [InlineData(Password + "\n", 0)]
    [InlineData("wrong", null)]
    public void The_health_check_passes_with_the_right_password_of_its_user_alone(string password, int? exitCode)
    {
        var test = ComposeText.Infra["mongodb"]["healthcheck"]!["test"]!.AsArray();
        using var shell = Shell(path => path == $"/run/secrets/{MongoUsers.ProbePassword}" ? password : throw new FileNotFoundException(path));
        var end = Record.Exception(() => shell.Run(test[^1]!.ToString().Replace("$$", "$", StringComparison.Ordinal)));
        Assert.Equal(exitCode, (end as ShellEnd)?.ExitCode);
    }

    [Fact]
    [Requirement("R032")]
    public void It_is_mounted_where_the_image_looks_and_the_database_is_named()
    {
        var mongodb = ComposeText.Infra["mongodb"];
        Assert.Contains(mongodb["volumes"]!.AsArray(), mount => (mount!["source"]!.ToString(), mount["target"]!.ToString()) == ("./mongo", "/docker-entrypoint-initdb.d"));
        Assert.Equal("codiesvibe", mongodb["environment"]!["MONGO_INITDB_DATABASE"]!.ToString());
        Assert.All(["mongodb-password", MongoUsers.ApplicationPassword, MongoUsers.ProbePassword, MongoUsers.MaintenancePassword], name => Assert.Contains(mongodb["secrets"]!.AsArray(), secret => secret!["target"]!.ToString() == name));
    }

    /// <summary>Follows the first lines of the script.</summary>
    private void Run()
    {
        using var shell = Shell(path => path.StartsWith("/run/secrets/", StringComparison.Ordinal) ? Password : File.ReadAllText(_folder.At(path.Replace("/docker-entrypoint-initdb.d/", "mongo/", StringComparison.Ordinal))));
        var command = File.ReadLines(_folder.At("mongo/mongo-init.js")).First(line => line.Contains("--eval", StringComparison.Ordinal));
        shell.Run(command.Split('"')[1]);
    }

    private MongoShell Shell(Func<string, string> readFile) => new($"127.0.0.1:{_port}", "codiesvibe", TimeSpan.FromSeconds(10), readFile);

    private IMongoDatabase DatabaseAs(string user) =>
        new MongoClient($"mongodb://{user}:{Uri.EscapeDataString(Password)}@127.0.0.1:{_port}/?authSource=admin&authMechanism=SCRAM-SHA-256").GetDatabase("codiesvibe");
}
