using CodiesVibe.Api.Database;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>Reads and writes submissions; while the database is known to be unavailable, each method throws <see cref="TimeoutException"/> at once.</summary>
internal sealed class SubmissionStore(IMongoDatabase database, DatabaseOutage outage)
{
    private const int PageSize = 20;

    private readonly IMongoCollection<Submission> _submissions = Submission.In(database);

    private IMongoCollection<Submission> Submissions
    {
        get
        {
            outage.ThrowIfKnown();
            return _submissions;
        }
    }

    public Task<SubmissionPage> ListOfOwnerAsync(string ownerId, int page, CancellationToken cancellationToken) =>
        ListAsync(Builders<Submission>.Filter.Eq(submission => submission.OwnerId, ownerId), page, cancellationToken);

    public Task<SubmissionPage> ListAsync(SubmissionStatus status, int page, CancellationToken cancellationToken) =>
        ListAsync(Builders<Submission>.Filter.Eq(submission => submission.Status, status), page, cancellationToken);

    /// <summary>The submission with this id, or null.</summary>
    public async Task<Submission?> FindAsync(string id, CancellationToken cancellationToken) =>
        ObjectId.TryParse(id, out _) ? await Submissions.Find(submission => submission.Id == id).FirstOrDefaultAsync(cancellationToken) : null;

    public Task InsertAsync(Submission submission, CancellationToken cancellationToken) => Submissions.InsertOneAsync(submission, options: null, cancellationToken);

    /// <summary>Replaces the submission by one that was made of it.</summary>
    /// <returns>What is stored now; null if somebody else has changed or deleted it meanwhile.</returns>
    public async Task<Submission?> ReplaceAsync(Submission changed, CancellationToken cancellationToken)
    {
        var next = changed with { Version = changed.Version + 1 };
        var result = await Submissions.ReplaceOneAsync(Present(changed), next, options: (ReplaceOptions?)null, cancellationToken);
        return result.MatchedCount == 1 ? next : null;
    }

    /// <returns>False if somebody else has changed or deleted it meanwhile.</returns>
    public async Task<bool> DeleteAsync(Submission submission, CancellationToken cancellationToken) =>
        (await Submissions.DeleteOneAsync(Present(submission), cancellationToken)).DeletedCount == 1;

    private static FilterDefinition<Submission> Present(Submission known) =>
        Builders<Submission>.Filter.Where(submission => submission.Id == known.Id && submission.Version == known.Version);

    private async Task<SubmissionPage> ListAsync(FilterDefinition<Submission> filter, int page, CancellationToken cancellationToken)
    {
        var found = await Submissions.Find(filter).SortByDescending(submission => submission.Id)
            .Skip((page - 1) * PageSize).Limit(PageSize + 1).ToListAsync(cancellationToken);
        return new([.. found.Take(PageSize)], page, found.Count > PageSize);
    }
}
