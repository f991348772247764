using System.Net.Sockets;
using CodiesVibe.DevServers.MongoDb.Commands;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>Serves one client: a request, its reply, the next request.</summary>
internal sealed class ClientConnection(TcpClient client, int id, CommandDispatcher dispatcher)
{
    private readonly ClientSession _session = new(id);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var closing = client;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            while (await WireFrame.ReadAsync(stream, cancellation) is { } frame)
            {
                if (Answer(frame) is { } reply)
                {
                    await stream.WriteAsync(reply, cancellation);
                }
            }
        }
        catch (WireException e)
        {
            await Console.Error.WriteLineAsync($"Connection {id} was closed: {e.Message}");
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The client has gone away, or the server is stopping.
        }
    }

    /// <returns>The reply's bytes; null if the client expects no reply.</returns>
    private byte[]? Answer(WireFrame frame)
    {
        var legacy = frame.OpCode == OpCode.Query;
        var expectsReply = true;
        BsonDocument reply;
        try
        {
            var request = WireRequest.Parse(frame);
            expectsReply = request.ExpectsReply;
            if (legacy && !CommandDispatcher.BelongsToHandshake(request.Command.GetElement(0).Name))
            {
                throw new CommandException(
                    ErrorCode.UnsupportedOpQueryCommand, $"Unsupported OP_QUERY command: {request.Command.GetElement(0).Name}");
            }
            reply = dispatcher.Run(_session, request.Command);
        }
        catch (CommandException e)
        {
            reply = e.ToReply();
        }
        catch (Exception e) when (e is not WireException)
        {
            Console.Error.WriteLine($"Connection {id} failed: {e}");
            reply = new CommandException(ErrorCode.InternalError, $"{e.GetType().Name}: {e.Message}").ToReply();
        }
        return expectsReply ? WireReply.Encode(frame.RequestId, legacy, reply) : null;
    }
}
