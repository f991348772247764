namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a waiter does when its dependency cannot become available.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on waiting, since a person may start the dependency again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails to start.</summary>
    StopOnResourceUnavailable,
}
