using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Errors;

/// <summary>An error that the client gets as MongoDB would report it.</summary>
internal sealed class CommandException(ErrorCode code, string message) : Exception(message)
{
    public ErrorCode Code { get; } = code;

    /// <summary>Fields besides code and message, such as the key of a duplicate.</summary>
    public BsonDocument Details { get; init; } = [];

    /// <summary>The reply of a command that failed as a whole.</summary>
    public BsonDocument ToReply() => new BsonDocument
    {
        { "ok", 0.0 },
        { "errmsg", Message },
        { "code", (int)Code },
        { "codeName", Enum.GetName(Code) ?? $"Location{(int)Code}" },
    }.AddRange(Details);

    /// <summary>The entry in <c>writeErrors</c> for one statement of a write command.</summary>
    public BsonDocument ToWriteError(int index) =>
        new BsonDocument { { "index", index }, { "code", (int)Code }, { "errmsg", Message } }.AddRange(Details);
}
