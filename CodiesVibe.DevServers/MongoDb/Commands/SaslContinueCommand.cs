using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Continues an authentication: first the client's proof, then, for clients that request it, an empty exchange.</summary>
internal sealed class SaslContinueCommand : ICommand
{
    public string[] Names => ["saslContinue"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        var (session, fields) = (request.Session, request.Fields);
        fields.Any("saslContinue");
        var payload = SaslStartCommand.Payload(fields);
        if (fields.Number("conversationId") != SaslStartCommand.ConversationId || session.Conversation is not { } conversation)
        {
            throw new CommandException(ErrorCode.ProtocolError, "No SASL session state found");
        }
        fields.RejectOthers();
        if (conversation.Proved)
        {
            session.Conversation = null;
            return SaslStartCommand.Reply("", done: true);
        }
        try
        {
            var proof = conversation.Prove(payload);
            session.User = conversation.User;
            return SaslStartCommand.Reply(proof, done: conversation.SkipsEmptyExchange);
        }
        catch (CommandException)
        {
            session.Conversation = null;
            throw;
        }
    }
}
