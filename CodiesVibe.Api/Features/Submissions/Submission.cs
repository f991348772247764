using System.Text.Json.Serialization;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Tools;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>A tool that somebody wants to see in the directory, as the database stores it and the API returns it.</summary>
internal sealed record Submission
{
    static Submission() => ElementNames.AreCamelCaseFor(typeof(Submission));

    /// <summary>The database's own key; the tool in the directory has it too.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string Id { get; init; } = ObjectId.GenerateNewId().ToString();

    /// <summary>Grows with each change; it is the ETag.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it is decided, and how.</summary>
    [BsonRepresentation(BsonType.String)]
    public SubmissionStatus Status { get; init; }

    /// <summary>Why it was rejected; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of the contributor's account.</summary>
    [JsonIgnore]
    [BsonRepresentation(BsonType.ObjectId)]
    public string OwnerId { get; init; } = "";

    /// <summary>The name of the contributor.</summary>
    public required string Contributor { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>What the directory is to say.</summary>
    public required Tool Tool { get; init; }

    public static IMongoCollection<Submission> In(IMongoDatabase database) => database.GetCollection<Submission>("submissions");
}
