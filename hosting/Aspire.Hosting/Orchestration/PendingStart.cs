namespace Aspire.Hosting.Orchestration;

/// <summary>A start that waits for dependencies, and how a person can end that wait.</summary>
internal sealed class PendingStart : IDisposable
{
    private readonly TaskCompletionSource skipped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource abandoned;

    public PendingStart(CancellationToken cancellationToken) => abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Completes when the wait is to be passed over.</summary>
    public Task Skipped => skipped.Task;

    /// <summary>Completes when the start has ended in any way.</summary>
    public Task Done => done.Task;

    /// <summary>Cancelled when nothing is to be started any more.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    public void Skip() => skipped.TrySetResult();

    public Task AbandonAsync() => abandoned.CancelAsync();

    public void Dispose()
    {
        done.TrySetResult();
        abandoned.Dispose();
    }
}
