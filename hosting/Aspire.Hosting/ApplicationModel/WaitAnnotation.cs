namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the resource starts only after another one got somewhere.</summary>
/// <param name="resource">The resource that is waited for.</param>
/// <param name="waitType">How far it must have come.</param>
/// <param name="exitCode">The exit code that counts as completion.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource that is waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>How far it must have come.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as completion.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What to do when the other resource cannot get there; null leaves it to the application's default.</summary>
    public WaitBehavior? WaitBehavior { get; set; }
}
