using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>Brings approved submissions into the directory, and takes them out; no list is answered from the cache with the state before.</summary>
internal sealed class Publication(ToolStore tools, ResponseCache cache)
{
    /// <summary>Can be repeated: the tool has the id of its submission.</summary>
    /// <returns>False if another tool has its slug.</returns>
    public async Task<bool> PublishAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (!await tools.TryPutAsync(submission.Id, submission.Tool, submission.SubmittedAt, cancellationToken))
        {
            return false;
        }

        await cache.ClearAsync(cancellationToken);
        return true;
    }

    public async Task WithdrawAsync(Submission submission, CancellationToken cancellationToken)
    {
        await tools.RemoveAsync(submission.Id, cancellationToken);
        await cache.ClearAsync(cancellationToken);
    }
}
