namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says what references put into the environment of the resource.</summary>
/// <param name="flags">What they do.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>What they do.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
