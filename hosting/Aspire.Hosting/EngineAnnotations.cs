namespace Aspire.Hosting;

/// <summary>Facts that the engine keeps with its objects, for templates to refer to.</summary>
internal static class EngineAnnotations
{
    /// <summary>Suffix of the instance's identifier.</summary>
    public const string InstanceSuffix = "otel-service-instance-id";
}
