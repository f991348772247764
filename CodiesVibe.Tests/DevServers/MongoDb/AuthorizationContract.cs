using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorAuthorizationTests(EmulatorUnderTest server) : AuthorizationContract<EmulatorUnderTest>(server);

public sealed class MongodAuthorizationTests(MongodUnderTest server) : AuthorizationContract<MongodUnderTest>(server);

/// <summary>A user may do what its roles grant, and nothing else.</summary>
public abstract class AuthorizationContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private const int Unauthorized = 13;

    private readonly string _user = $"user-{Guid.NewGuid():N}";
    private readonly IMongoDatabase _database = server.NewDatabase();

    private IMongoDatabase Admin => server.Client.GetDatabase("admin");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_action_is_granted_separately()
    {
        using var client = await CreateAsync("find", "update");
        var granted = client.GetDatabase(_database.DatabaseNamespace.DatabaseName).GetCollection<BsonDocument>("granted");

        Assert.Empty(await granted.Find(new BsonDocument()).ToListAsync(Cancellation));
        await granted.UpdateOneAsync(new BsonDocument(), Change, cancellationToken: Cancellation);
        await RefusedAsync(() => granted.UpdateOneAsync(new BsonDocument(), Change, new UpdateOptions { IsUpsert = true }, Cancellation));
        await RefusedAsync(() => granted.InsertOneAsync([], cancellationToken: Cancellation));
        await RefusedAsync(() => granted.DeleteOneAsync(new BsonDocument(), Cancellation));
        await RefusedAsync(() => granted.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument("x", 1)), cancellationToken: Cancellation));
        await RefusedAsync(() => granted.Indexes.ListAsync(Cancellation));
        await RefusedAsync(() => granted.Database.CreateCollectionAsync("granted", cancellationToken: Cancellation));
        await RefusedAsync(() => granted.Database.RenameCollectionAsync("granted", "other", cancellationToken: Cancellation));
        await RefusedAsync(() => granted.Database.DropCollectionAsync("granted", Cancellation));
        await RefusedAsync(() => granted.Database.Client.DropDatabaseAsync(granted.Database.DatabaseNamespace.DatabaseName, Cancellation));
    }

    [Fact]
    public async Task A_grant_for_a_collection_does_not_extend_to_others_or_to_the_server()
    {
        using var client = await CreateAsync("find");
        await RefusedAsync(() => client.GetDatabase(_database.DatabaseNamespace.DatabaseName).GetCollection<BsonDocument>("other").Find(new BsonDocument()).ToListAsync(Cancellation));
        await RefusedAsync(() => client.GetDatabase("other").GetCollection<BsonDocument>("granted").Find(new BsonDocument()).ToListAsync(Cancellation));
        await RefusedAsync(() => client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1), cancellationToken: Cancellation));
        await RefusedAsync(() => CreateUserAsync(client.GetDatabase("admin"), "createUser", "x", _user));
    }

    [Fact]
    public async Task A_rename_needs_its_right_in_the_database_and_the_right_to_drop_what_it_replaces()
    {
        await _database.CreateCollectionAsync("source", cancellationToken: Cancellation);
        await _database.CreateCollectionAsync("target", cancellationToken: Cancellation);
        BsonDocument Whole(params string[] actions) => new()
        {
            { "resource", new BsonDocument { { "db", _database.DatabaseNamespace.DatabaseName }, { "collection", "" } } }, { "actions", new BsonArray(actions) },
        };
        using var client = await CreateAsync(Whole("renameCollectionSameDB"));
        var database = client.GetDatabase(_database.DatabaseNamespace.DatabaseName);

        await database.RenameCollectionAsync("source", "renamed", cancellationToken: Cancellation);
        await RefusedAsync(() => database.RenameCollectionAsync("renamed", "target", new RenameCollectionOptions { DropTarget = true }, Cancellation));
        await CreateRoleAsync("updateRole", Whole("renameCollectionSameDB", "dropCollection"));
        await database.RenameCollectionAsync("renamed", "target", new RenameCollectionOptions { DropTarget = true }, Cancellation);
    }

    [Fact]
    public async Task The_server_itself_is_a_resource()
    {
        using var client = await CreateAsync(new BsonDocument { { "resource", new BsonDocument("cluster", true) }, { "actions", new BsonArray { "serverStatus" } } });
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1), cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_changed_role_applies_at_once_and_a_changed_password_at_the_next_login()
    {
        using var client = await CreateAsync("insert");
        var granted = client.GetDatabase(_database.DatabaseNamespace.DatabaseName).GetCollection<BsonDocument>("granted");
        await RefusedAsync(() => granted.Find(new BsonDocument()).ToListAsync(Cancellation));

        await CreateRoleAsync("updateRole", Grant("find"));
        await CreateUserAsync(Admin, "updateUser", _user, _user, password: "changed");

        Assert.Empty(await granted.Find(new BsonDocument()).ToListAsync(Cancellation));
        // Another name, since the driver shares connections between clients with the same settings.
        using var old = new MongoClient($"mongodb://{_user}:{server.Password}@127.0.0.1:{server.Port}/?authSource=admin&appName=old");
        await Assert.ThrowsAsync<MongoAuthenticationException>(() => old.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation));
        using var changed = server.Connect(_user, "changed");
        await changed.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation);
    }

    [Fact]
    public async Task A_dropped_user_can_neither_go_on_nor_log_in()
    {
        using var client = await CreateAsync("find");
        var granted = client.GetDatabase(_database.DatabaseNamespace.DatabaseName).GetCollection<BsonDocument>("granted");
        Assert.Empty(await granted.Find(new BsonDocument()).ToListAsync(Cancellation));

        Task<BsonDocument> DropAsync() => Admin.RunCommandAsync<BsonDocument>(new BsonDocument("dropUser", _user), cancellationToken: Cancellation);
        await DropAsync();
        await RefusedAsync(() => granted.Find(new BsonDocument()).ToListAsync(Cancellation));
        using var again = new MongoClient($"mongodb://{_user}:{server.Password}@127.0.0.1:{server.Port}/?authSource=admin&appName=again");
        await Assert.ThrowsAsync<MongoAuthenticationException>(() => again.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation));
        Assert.Equal(11, (await Assert.ThrowsAsync<MongoCommandException>(DropAsync)).Code);
    }

    [Fact]
    public async Task The_administrator_gets_another_password_and_keeps_its_rights()
    {
        Task<BsonDocument> ChangeAsync(string password) => Admin.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "updateUser", "root" }, { "pwd", password }, { "mechanisms", new BsonArray { "SCRAM-SHA-256" } } }, cancellationToken: Cancellation);
        await ChangeAsync("changed");
        try
        {
            using var changed = server.Connect("root", "changed");
            await changed.GetDatabase(_database.DatabaseNamespace.DatabaseName).GetCollection<BsonDocument>("any").InsertOneAsync([], cancellationToken: Cancellation);
            using var old = new MongoClient($"mongodb://root:{server.Password}@127.0.0.1:{server.Port}/?authSource=admin&appName=old-root");
            await Assert.ThrowsAsync<MongoAuthenticationException>(() => old.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation));
        }
        finally
        {
            await ChangeAsync(server.Password);
        }
    }

    [Fact]
    public async Task Existing_missing_and_misspelt_names_are_refused()
    {
        using var client = await CreateAsync("find");
        Assert.Equal(51002, (await Assert.ThrowsAsync<MongoCommandException>(() => CreateRoleAsync("createRole", Grant("find")))).Code);
        Assert.Equal(51003, (await Assert.ThrowsAsync<MongoCommandException>(() => CreateUserAsync(Admin, "createUser", _user, _user))).Code);
        Assert.Equal(31, (await Assert.ThrowsAsync<MongoCommandException>(() => CreateUserAsync(Admin, "createUser", "x", "missing"))).Code);
        Assert.Equal(11, (await Assert.ThrowsAsync<MongoCommandException>(() => CreateUserAsync(Admin, "updateUser", "missing", _user))).Code);
        Assert.Equal(9, (await Assert.ThrowsAsync<MongoCommandException>(() => CreateRoleAsync("updateRole", Grant("fnid")))).Code);
    }

    private static UpdateDefinition<BsonDocument> Change => Builders<BsonDocument>.Update.Set("x", 1);

    private BsonDocument Grant(params string[] actions) => new()
    {
        { "resource", new BsonDocument { { "db", _database.DatabaseNamespace.DatabaseName }, { "collection", "granted" } } },
        { "actions", new BsonArray(actions) },
    };

    private Task<MongoClient> CreateAsync(params string[] actions) => CreateAsync(Grant(actions));

    /// <summary>A client as a user with a role of the same name.</summary>
    private async Task<MongoClient> CreateAsync(BsonDocument privilege)
    {
        await CreateRoleAsync("createRole", privilege);
        await CreateUserAsync(Admin, "createUser", _user, _user);
        return server.Connect(_user, server.Password);
    }

    private Task<BsonDocument> CreateRoleAsync(string command, BsonDocument privilege) => Admin.RunCommandAsync<BsonDocument>(
        new BsonDocument { { command, _user }, { "privileges", new BsonArray { privilege } }, { "roles", new BsonArray() } }, cancellationToken: Cancellation);

    private Task<BsonDocument> CreateUserAsync(IMongoDatabase admin, string command, string name, string role, string? password = null) => admin.RunCommandAsync<BsonDocument>(
        new BsonDocument
        {
            { command, name }, { "pwd", password ?? server.Password }, { "mechanisms", new BsonArray { "SCRAM-SHA-256" } },
            { "roles", new BsonArray { new BsonDocument { { "role", role }, { "db", "admin" } } } },
        },
        cancellationToken: Cancellation);

    private static async Task RefusedAsync(Func<Task> act)
    {
        var error = await Assert.ThrowsAnyAsync<MongoException>(act);
        Assert.Equal(Unauthorized, error is MongoWriteException write ? write.WriteError.Code : Assert.IsType<MongoCommandException>(error).Code);
    }
}
