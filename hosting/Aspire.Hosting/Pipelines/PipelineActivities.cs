using System.Threading.Channels;

namespace Aspire.Hosting.Pipelines;

/// <summary>What happened so far and what happens next; kept until somebody reads it.</summary>
internal sealed class PipelineActivities
{
    private readonly Channel<PipelineActivity> channel = Channel.CreateUnbounded<PipelineActivity>();

    /// <summary>Everything from the start on; ends after the last activity. One reader gets each activity.</summary>
    public IAsyncEnumerable<PipelineActivity> ReadAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

    public void Add(PipelineActivity activity)
    {
        channel.Writer.TryWrite(activity);
        if (activity.Type == PipelineActivity.Complete)
        {
            channel.Writer.TryComplete();
        }
    }
}
