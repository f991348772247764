namespace CodiesVibe.Api.Database;

/// <summary>Whether something in the database has been prepared since this process started.</summary>
internal abstract class PreparationState
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem;

    /// <summary>It is prepared.</summary>
    public bool IsReady => Ready.IsCompleted;

    /// <summary>Ends when it is prepared.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Why the last attempt failed, by <see cref="DatabaseFailure.Describe"/>; null as long as none has failed.</summary>
    public string? Problem => _problem;

    public void SetReady() => _ready.TrySetResult();

    /// <returns>Whether the problem differs from the one before.</returns>
    public bool SetProblem(string problem)
    {
        var isNew = _problem != problem;
        _problem = problem;
        return isNew;
    }
}
