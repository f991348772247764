using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>
/// The handshake. The reply has no <c>topologyVersion</c>, so drivers poll instead of waiting for changes, and
/// no <c>compression</c>, so they do not compress.
/// </summary>
internal sealed class HelloCommand : ICommand
{
    private const int MaxWireVersion = 21; // MongoDB 7.0
    private const string UserPrefix = $"{SaslStartCommand.Database}.";

    public string[] Names => ["hello", "isMaster", "ismaster"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        var reply = new BsonDocument();
        if (request.Fields.Flag("helloOk"))
        {
            reply.Add("helloOk", true);
        }
        reply.Add(request.Name == "hello" ? "isWritablePrimary" : "ismaster", true);
        reply.AddRange(new BsonDocument
        {
            { "maxBsonObjectSize", BsonCodec.MaxDocumentSize },
            { "maxMessageSizeBytes", WireFrame.MaxLength },
            { "maxWriteBatchSize", WriteStatements.Max },
            { "localTime", request.Emulator.Time.GetUtcNow().UtcDateTime },
            { "logicalSessionTimeoutMinutes", 30 },
            { "connectionId", request.Session.ConnectionId },
            { "minWireVersion", 0 },
            { "maxWireVersion", MaxWireVersion },
            { "readOnly", false },
        });
        AddAuthentication(reply, request);
        return reply;
    }

    private static void AddAuthentication(BsonDocument reply, CommandRequest request)
    {
        if (request.Fields.Text("saslSupportedMechs") is { } user && user.StartsWith(UserPrefix, StringComparison.Ordinal)
            && request.Emulator.Users.CredentialsOf(user[UserPrefix.Length..]) is not null)
        {
            reply.Add("saslSupportedMechs", new BsonArray { ScramCredentials.Mechanism });
        }
        if (request.Fields.Document("speculativeAuthenticate") is not { } start)
        {
            return;
        }
        try
        {
            var fields = new FieldReader("saslStart", start);
            reply.Add("speculativeAuthenticate", SaslStartCommand.Start(request with { Fields = fields }, fields.Text("db")));
        }
        catch (CommandException)
        {
            // A failed speculative authentication is not answered: the driver starts again with saslStart and gets the reason.
        }
    }
}
