namespace Aspire.Hosting.ApplicationModel;

/// <summary>For whom a value is worked out: an address may differ for a container and for a process of this machine.</summary>
public class ValueProviderContext
{
    /// <summary>The run of the application.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that uses the value; null for this process.</summary>
    public IResource? Caller { get; init; }
}
