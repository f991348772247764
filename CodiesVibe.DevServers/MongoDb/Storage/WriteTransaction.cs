using System.Collections.Immutable;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>Changes to the store that become visible and durable together. A change that throws has changed nothing.</summary>
internal sealed class WriteTransaction(Journal journal, ImmutableDictionary<Namespace, CollectionState> collections)
{
    public ImmutableDictionary<Namespace, CollectionState> Collections { get; private set; } = collections;

    public CollectionState? Find(Namespace ns) => Collections.GetValueOrDefault(ns);

    /// <summary>The collection, created if it does not exist.</summary>
    public CollectionState Ensure(Namespace ns)
    {
        if (Find(ns) is { } existing)
        {
            return existing;
        }
        var uuid = Guid.NewGuid();
        return Publish(CollectionState.Create(journal.CreateCollection(ns, uuid), ns, uuid));
    }

    /// <exception cref="CommandException">Its _id is not allowed or taken, another unique key is taken, or it is too large.</exception>
    public void Insert(Namespace ns, BsonDocument document)
    {
        var collection = Ensure(ns);
        Put(collection, collection.NextPosition, document);
    }

    /// <inheritdoc cref="Insert"/>
    public void Replace(Namespace ns, long position, BsonDocument document) => Put(Ensure(ns), position, document);

    public void Remove(Namespace ns, long position)
    {
        var collection = Ensure(ns);
        journal.Remove(collection.Id, position);
        Publish(collection.Remove(position));
    }

    public void AddIndex(Namespace ns, IndexSpec spec)
    {
        var changed = Ensure(ns).AddIndex(spec);
        journal.AddIndex(changed.Id, spec);
        Publish(changed);
    }

    public void Drop(CollectionState collection)
    {
        journal.DropCollection(collection.Id);
        Collections = Collections.Remove(collection.Namespace);
    }

    /// <summary>Gives the collection another name, which is free.</summary>
    public void Rename(CollectionState collection, Namespace ns)
    {
        journal.RenameCollection(collection.Id, ns);
        Collections = Collections.Remove(collection.Namespace);
        Publish(collection with { Namespace = ns });
    }

    private void Put(CollectionState collection, long position, BsonDocument document)
    {
        if (document["_id"] is var id and (BsonArray or BsonRegularExpression or BsonUndefined))
        {
            throw new CommandException(ErrorCode.InvalidIdField, $"The '_id' value cannot be of type {ShellText.TypeName(id)}");
        }
        var bson = BsonCodec.Encode(document);
        if (bson.Length > BsonCodec.MaxDocumentSize)
        {
            throw new CommandException(
                ErrorCode.BSONObjectTooLarge,
                $"BSONObj size: {bson.Length} is invalid. Size must be between 0 and {BsonCodec.MaxDocumentSize}");
        }
        var changed = collection.Put(position, document);
        journal.Put(collection.Id, position, bson);
        Publish(changed);
    }

    private CollectionState Publish(CollectionState changed)
    {
        Collections = Collections.SetItem(changed.Namespace, changed);
        return changed;
    }
}
