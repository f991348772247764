using System.Text;
using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Starts an authentication.</summary>
internal sealed class SaslStartCommand : ICommand
{
    /// <summary>Where all users are defined.</summary>
    public const string Database = "admin";

    public const int ConversationId = 1;

    public string[] Names => ["saslStart"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        var reply = Start(request, request.Database);
        request.Fields.RejectOthers();
        return reply;
    }

    public static BsonDocument Start(CommandRequest request, string? database)
    {
        var fields = request.Fields;
        fields.Any("saslStart");
        fields.Flag("autoAuthorize");
        var skipsEmptyExchange = fields.Document("options")?.GetValue("skipEmptyExchange", false) == true;
        var mechanism = fields.Required("mechanism", fields.Text);
        if (mechanism == "SCRAM-SHA-1")
        {
            // What a driver tries for a user without known mechanisms, that is, for an unknown user.
            throw ScramConversation.Failed();
        }
        if (mechanism != ScramCredentials.Mechanism)
        {
            throw new CommandException(
                ErrorCode.MechanismUnavailable, $"Received authentication for mechanism {mechanism} which is not enabled");
        }
        var payload = Payload(fields);
        if (database != Database)
        {
            throw ScramConversation.Failed();
        }
        request.Session.Conversation = new ScramConversation(request.Emulator.Users, payload, skipsEmptyExchange);
        return Reply(request.Session.Conversation.ServerFirst, done: false);
    }

    public static byte[] Payload(FieldReader fields) => fields.Required("payload", fields.Any) is BsonBinaryData data
        ? data.Bytes
        : throw new CommandException(ErrorCode.TypeMismatch, "BSON field 'payload' must be binary data");

    public static BsonDocument Reply(string payload, bool done) => new()
    {
        { "conversationId", ConversationId },
        { "done", done },
        { "payload", new BsonBinaryData(Encoding.UTF8.GetBytes(payload)) },
    };
}
