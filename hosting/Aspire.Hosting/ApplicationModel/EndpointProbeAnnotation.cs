using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An HTTP probe for whoever publishes the resource; a run has health checks instead.</summary>
[Experimental("ASPIREPROBES001")]
public class EndpointProbeAnnotation : IResourceAnnotation
{
    /// <summary>What the probe is asked for.</summary>
    public required ProbeType Type { get; init; }

    /// <summary>The endpoint that is asked.</summary>
    public required EndpointReference EndpointReference { get; init; }

    /// <summary>The path that is asked.</summary>
    public required string Path { get; init; }
}
