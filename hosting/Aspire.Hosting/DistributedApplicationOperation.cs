namespace Aspire.Hosting;

/// <summary>What the application was started for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the resources on this machine.</summary>
    Run,

    /// <summary>To write what deployments are made from.</summary>
    Publish,
}
