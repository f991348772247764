namespace Aspire.Hosting;

/// <summary>Whether the application runs or is published.</summary>
/// <param name="operation">What it was started for.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What it was started for.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether resources run on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether deployment files are written.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>The services of the built application.</summary>
    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider ServiceProvider
    {
        get => field ?? throw new InvalidOperationException("The services are there once the application is built.");
        internal set;
    }
}
