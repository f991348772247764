using System.Collections.Immutable;
using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>
/// A collection at one moment. States and their documents are immutable, so readers need no lock.
/// </summary>
/// <param name="Documents">By position, which is the order of insertion.</param>
internal sealed record CollectionState(
    long Id,
    Namespace Namespace,
    Guid Uuid,
    ImmutableSortedDictionary<long, BsonDocument> Documents,
    ImmutableList<IndexState> Indexes,
    long NextPosition)
{
    public TextIndex? TextIndex => Indexes.Select(i => i.Spec.Text).FirstOrDefault(t => t is not null);

    private ImmutableDictionary<BsonArray, long> Ids => Indexes[0].Keys;

    public static CollectionState Create(long id, Namespace ns, Guid uuid) => new(
        id,
        ns,
        uuid,
        ImmutableSortedDictionary<long, BsonDocument>.Empty,
        [new IndexState(IndexSpec.Id, IndexState.NoKeys)],
        NextPosition: 1);

    /// <summary>The documents that match, in natural order.</summary>
    public IEnumerable<Match> Find(ParsedQuery query, Deadline deadline)
    {
        foreach (var (position, document) in Candidates(query))
        {
            deadline.Check();
            if (query.Filter.Matches(document))
            {
                yield return new Match(position, document, query.Text?.Score(document));
            }
        }
    }

    public CollectionState Put(long position, BsonDocument document)
    {
        var old = Documents.GetValueOrDefault(position);
        return this with
        {
            Documents = Documents.SetItem(position, document),
            Indexes = Indexes.ConvertAll(index => index.Put(Namespace, position, old, document)),
            NextPosition = Math.Max(NextPosition, position + 1),
        };
    }

    public CollectionState Remove(long position) => this with
    {
        Indexes = Indexes.ConvertAll(index => index.Remove(Documents[position])),
        Documents = Documents.Remove(position),
    };

    /// <exception cref="Errors.CommandException">A document cannot be indexed, or two hold the same key of a unique index.</exception>
    public CollectionState AddIndex(IndexSpec spec)
    {
        var index = new IndexState(spec, IndexState.NoKeys);
        foreach (var (position, document) in Documents)
        {
            index = index.Put(Namespace, position, old: null, document);
        }
        return this with { Indexes = Indexes.Add(index) };
    }

    private ImmutableSortedDictionary<long, BsonDocument> Candidates(ParsedQuery query)
    {
        if (query.Id is not { } id)
        {
            return Documents;
        }
        var found = Documents.Clear();
        return Ids.TryGetValue([id], out var position) ? found.Add(position, Documents[position]) : found;
    }
}
