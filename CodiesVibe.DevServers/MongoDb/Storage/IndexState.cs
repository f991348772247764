using System.Collections.Immutable;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>An index, and for a unique one the position of the document that holds each key.</summary>
internal sealed record IndexState(IndexSpec Spec, ImmutableDictionary<BsonArray, long> Keys)
{
    public static readonly ImmutableDictionary<BsonArray, long> NoKeys =
        ImmutableDictionary.Create<BsonArray, long>(BsonOrder.Instance);

    /// <exception cref="CommandException">The document cannot be indexed, or another one holds one of its keys.</exception>
    public IndexState Put(Namespace ns, long position, BsonDocument? old, BsonDocument document)
    {
        Spec.Text?.Check(document);
        var keys = KeyGenerator.Keys(document, Spec.Paths);
        if (!Spec.Unique)
        {
            // Evaluated for its errors only: search scans, it needs no stored keys.
            _ = keys.Count();
            return this;
        }
        var without = old is null ? this : Remove(old);
        var builder = without.Keys.ToBuilder();
        foreach (var key in keys)
        {
            if (!builder.TryAdd(key, position))
            {
                throw Duplicate(ns, key);
            }
        }
        return this with { Keys = builder.ToImmutable() };
    }

    public IndexState Remove(BsonDocument document) =>
        Spec.Unique ? this with { Keys = Keys.RemoveRange(KeyGenerator.Keys(document, Spec.Paths)) } : this;

    private CommandException Duplicate(Namespace ns, BsonArray key)
    {
        var value = new BsonDocument(Spec.Key.Names.Zip(key, (name, part) => new BsonElement(name, part)));
        return new CommandException(
            ErrorCode.DuplicateKey,
            $"E11000 duplicate key error collection: {ns} index: {Spec.Name} dup key: {ShellText.Of(value)}")
        {
            Details = new BsonDocument { { "keyPattern", Spec.Key }, { "keyValue", value } },
        };
    }
}
