using System.Collections.Concurrent;
using CodiesVibe.Api.Database;
using MongoDB.Bson;
using MongoDB.Driver.Core.Events;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>Monitors what the driver sends, and records everything that <see cref="MongoCommands"/> does not list.</summary>
internal sealed class MongoCommandMonitor : IEventSubscriber
{
    private readonly ReflectionEventSubscriber _subscriber;
    private int _failedHeartbeats;

    public MongoCommandMonitor() => _subscriber = new ReflectionEventSubscriber(this);

    /// <summary>Every command, in the order in which they were sent.</summary>
    public ConcurrentQueue<(string Name, BsonDocument Command)> Sent { get; } = [];

    /// <summary>How often the driver has failed to find a server.</summary>
    public int FailedHeartbeats => _failedHeartbeats;

    /// <summary>What the commands contain beyond the list.</summary>
    public IEnumerable<string> Unlisted => Sent.SelectMany(sent => UnlistedIn(sent.Name, sent.Command)).Distinct();

    public void Handle(CommandStartedEvent started) => Sent.Enqueue((started.CommandName, started.Command.DeepClone().AsBsonDocument));

    public void Handle(ServerHeartbeatFailedEvent failed) => Interlocked.Increment(ref _failedHeartbeats);

    public bool TryGetEventHandler<TEvent>(out Action<TEvent> handler) => _subscriber.TryGetEventHandler(out handler);

    /// <param name="name">Name of the command.</param>
    /// <param name="command">The command as sent; empty where the driver hides it, as with passwords.</param>
    public static IEnumerable<string> UnlistedIn(string name, BsonDocument command)
    {
        if (!MongoCommands.Commands.TryGetValue(name, out var options))
        {
            return [$"command {name}"];
        }

        return command.Names.Where(option => option != name).Except(options).Except(MongoCommands.GenericFields).Select(option => $"option {option} of {name}")
            .Concat(OperatorsIn(command.Elements.Where(element => !MongoCommands.GenericFields.Contains(element.Name)))
                .Except(MongoCommands.Operators).Select(item => $"operator {item} in {name}"));
    }

    public static IEnumerable<string> OperatorsIn(IEnumerable<BsonElement> elements) =>
        elements.SelectMany(element => (element.Name.StartsWith('$') ? [element.Name] : Enumerable.Empty<string>()).Concat(OperatorsIn(element.Value)));

    private static IEnumerable<string> OperatorsIn(BsonValue value) => value switch
    {
        BsonDocument document => OperatorsIn(document.Elements),
        BsonArray array => array.SelectMany(OperatorsIn),
        BsonRegularExpression => ["$regex"],
        _ => [],
    };
}
