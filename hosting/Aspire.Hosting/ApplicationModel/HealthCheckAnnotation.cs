namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a registered health check that tells whether the resource is healthy.</summary>
/// <param name="key">The name under which the check is registered with the host's services.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The registered name of the check.</summary>
    public string Key { get; } = key;
}
