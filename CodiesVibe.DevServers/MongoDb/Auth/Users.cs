using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Auth;

/// <summary>
/// The users and roles of the database <c>admin</c>, stored where MongoDB stores them. The root user from the command line has all privileges, and is stored
/// once its password is changed; the others have the privileges that their roles grant.
/// </summary>
internal sealed class Users(Store store, (string User, string Password)? root)
{
    private const string Database = "admin";

    // Locations of MongoDB's source code, which are the codes of these errors.
    private const ErrorCode RoleExists = (ErrorCode)51002;
    private const ErrorCode UserExists = (ErrorCode)51003;

    private static readonly Namespace s_users = new(Database, "system.users");
    private static readonly Namespace s_roles = new(Database, "system.roles");

    private readonly ScramCredentials? _root = root is var (_, password) ? ScramCredentials.Of(password) : null;

    /// <summary>Whether the server was started with authentication.</summary>
    public bool MustLogIn => root is not null;

    /// <summary>The stored credentials of the user; null if the user does not exist.</summary>
    public ScramCredentials? CredentialsOf(string user) => !MustLogIn ? null
        : Find(s_users, user) is { } document ? ScramCredentials.Read(document["credentials"][ScramCredentials.Mechanism].AsBsonDocument)
        : IsRoot(user) ? _root
        : null;

    /// <summary>Whether a role of the user grants the action.</summary>
    public bool Allows(string user, string action, ActionScope scope, string database, string collection) =>
        IsRoot(user) || (Find(s_users, user)?["roles"].AsBsonArray ?? [])
            .Select(role => Find(s_roles, role["role"].AsString))
            .SelectMany(role => role?["privileges"].AsBsonArray ?? [])
            .Any(privilege => privilege["actions"].AsBsonArray.Contains(action) && Covers(privilege["resource"].AsBsonDocument, scope, database, collection));

    /// <exception cref="CommandException">The user exists, or one of the roles does not.</exception>
    public void CreateUser(string name, string password, BsonArray roles)
    {
        Refuse(s_users, name, UserExists, "User");
        Put(s_users, name, new() { { "user", name }, { "credentials", Credentials(password) }, { "roles", Existing(roles) } });
    }

    /// <exception cref="CommandException">The user, or one of the roles, does not exist.</exception>
    public void UpdateUser(string name, string? password, BsonArray? roles)
    {
        var user = Find(s_users, name)
            ?? (_root is not null && IsRoot(name) ? new BsonDocument { { "credentials", new BsonDocument(ScramCredentials.Mechanism, _root.ToDocument()) }, { "roles", new BsonArray() } } : throw MissingUser(name));
        Put(s_users, name, new()
        {
            { "user", name },
            { "credentials", password is null ? user["credentials"] : Credentials(password) },
            { "roles", roles is null ? user["roles"] : Existing(roles) },
        });
    }

    /// <exception cref="CommandException">The user does not exist.</exception>
    public void DropUser(string name)
    {
        var position = Position(s_users, name) ?? throw MissingUser(name);
        store.Write<object?>(transaction =>
        {
            transaction.Remove(s_users, position);
            return null;
        });
    }

    /// <exception cref="CommandException">The role exists.</exception>
    public void CreateRole(string name, BsonArray privileges)
    {
        Refuse(s_roles, name, RoleExists, "Role");
        Put(s_roles, name, new() { { "role", name }, { "privileges", privileges } });
    }

    /// <exception cref="CommandException">The role does not exist.</exception>
    public void UpdateRole(string name, BsonArray privileges)
    {
        _ = Find(s_roles, name) ?? throw MissingRole(name);
        Put(s_roles, name, new() { { "role", name }, { "privileges", privileges } });
    }

    private bool IsRoot(string user) => root is var (name, _) && user == name;

    private static bool Covers(BsonDocument resource, ActionScope scope, string database, string collection) => scope switch
    {
        ActionScope.Cluster => resource.GetValue("cluster", false) == true,
        _ => resource.GetValue("db", null) is BsonString db && (db.Value == "" || db.Value == database)
            && (resource["collection"] == "" || (scope == ActionScope.Collection && resource["collection"] == collection)),
    };

    private static BsonDocument Credentials(string password) => new(ScramCredentials.Mechanism, ScramCredentials.Of(password).ToDocument());

    private BsonArray Existing(BsonArray roles)
    {
        foreach (var role in roles.Select(role => role is BsonDocument document ? document["role"].AsString : role.AsString))
        {
            _ = Find(s_roles, role) ?? throw MissingRole(role);
        }

        return [.. roles.Select(role => role as BsonDocument ?? new BsonDocument { { "role", role }, { "db", Database } })];
    }

    private static CommandException MissingUser(string name) => new(ErrorCode.UserNotFound, $"User {name}@{Database} not found");

    private static CommandException MissingRole(string name) => new(ErrorCode.RoleNotFound, $"Could not find role: {name}@{Database}");

    private void Refuse(Namespace ns, string name, ErrorCode code, string kind)
    {
        if (Find(ns, name) is not null)
        {
            throw new CommandException(code, $"{kind} \"{name}@{Database}\" already exists");
        }
    }

    private BsonDocument? Find(Namespace ns, string name) => Position(ns, name) is { } position ? store.Collections[ns].Documents[position] : null;

    private long? Position(Namespace ns, string name) => store.Collections.GetValueOrDefault(ns)?.Documents
        .Where(document => document.Value["_id"] == IdOf(name)).Select(document => (long?)document.Key).FirstOrDefault();

    private static string IdOf(string name) => $"{Database}.{name}";

    private void Put(Namespace ns, string name, BsonDocument fields) => store.Write<object?>(transaction =>
    {
        var document = new BsonDocument { { "_id", IdOf(name) }, { "db", Database } }.AddRange(fields);
        if (Position(ns, name) is { } position)
        {
            transaction.Replace(ns, position, document);
        }
        else
        {
            transaction.Insert(ns, document);
        }

        return null;
    });
}
