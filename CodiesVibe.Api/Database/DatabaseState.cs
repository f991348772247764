namespace CodiesVibe.Api.Database;

/// <summary>Whether the database has been prepared since this process started.</summary>
internal sealed class DatabaseState
{
    private volatile bool _isReady;
    private volatile string? _problem;

    /// <summary>Schema and seed data are in place.</summary>
    public bool IsReady => _isReady;

    /// <summary>Why the last attempt failed, by <see cref="DatabaseFailure.Describe"/>; null as long as none has failed.</summary>
    public string? Problem => _problem;

    public void SetReady() => _isReady = true;

    /// <returns>Whether the problem differs from the one before.</returns>
    public bool SetProblem(string problem)
    {
        var isNew = _problem != problem;
        _problem = problem;
        return isNew;
    }
}
