namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes the results of commands.</summary>
public static class CommandResults
{
    /// <summary>It did what it was to do.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It did what it was to do, and this is to be told.</summary>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>It failed for this reason.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>It failed with this exception.</summary>
    public static ExecuteCommandResult Failure(Exception exception) => Failure(exception.Message);

    /// <summary>It was given up on request.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
