using CodiesVibe.Api.Database;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Accounts;

/// <summary>Somebody who can sign in, as the database stores it.</summary>
internal sealed class Account
{
    static Account() => ElementNames.AreCamelCaseFor(typeof(Account));

    /// <summary>The database's own key.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string Id { get; init; } = ObjectId.GenerateNewId().ToString();

    /// <summary>As the person writes it.</summary>
    public required string Name { get; set; }

    /// <summary>The name in the form in which it is unique.</summary>
    public string NormalizedName { get; set; } = "";

    /// <summary>One of <see cref="AccountRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>By ASP.NET Core Identity.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Another one ends all sessions.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedSignIns { get; set; }

    /// <summary>Until when no password is accepted, UTC; null for no time.</summary>
    public DateTime? LockedUntil { get; set; }

    /// <summary>One more after each change.</summary>
    public int Version { get; set; }

    public static IMongoCollection<Account> In(IMongoDatabase database) => database.GetCollection<Account>("accounts");
}
