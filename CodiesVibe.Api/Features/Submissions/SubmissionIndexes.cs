using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>The indexes of the two lists, in the order of the lists.</summary>
internal static class SubmissionIndexes
{
    public static Task CreateAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var keys = Builders<Submission>.IndexKeys;
        return Submission.In(database).Indexes.CreateManyAsync(
            [
                new(keys.Ascending(submission => submission.OwnerId).Descending(submission => submission.Id), new() { Name = "submissions_owner" }),
                new(keys.Ascending(submission => submission.Status).Descending(submission => submission.Id), new() { Name = "submissions_status" }),
            ],
            cancellationToken);
    }
}
