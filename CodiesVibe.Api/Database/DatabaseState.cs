namespace CodiesVibe.Api.Database;

/// <summary>Whether the database has been prepared since this process started.</summary>
internal sealed class DatabaseState
{
    private volatile bool _isReady;

    /// <summary>Schema and seed data are in place.</summary>
    public bool IsReady => _isReady;

    public void SetReady() => _isReady = true;
}
