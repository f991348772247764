namespace Aspire.Hosting.ApplicationModel;

/// <summary>How far a dependency must have come.</summary>
public enum WaitType
{
    /// <summary>It runs, its health checks pass and its ready handlers are done.</summary>
    WaitUntilHealthy,

    /// <summary>It has run to its end with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>It runs.</summary>
    WaitUntilStarted,
}
