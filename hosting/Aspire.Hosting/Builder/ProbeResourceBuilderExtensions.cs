using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>States an HTTP probe for whoever publishes the resource; here it counts as a health check.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="type">What it is asked for; another probe of this type is replaced.</param>
    /// <param name="path">The path that is asked.</param>
    /// <param name="endpointName">The endpoint that is asked; its HTTP one when left out.</param>
    [Experimental("ASPIREPROBES001")]
    public static IResourceBuilder<T> WithHttpProbe<T>(this IResourceBuilder<T> builder, ProbeType type, string? path = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var other in builder.Resource.Annotations.OfType<EndpointProbeAnnotation>().Where(p => p.Type == type).ToList())
        {
            builder.Resource.Annotations.Remove(other);
        }

        var probe = new EndpointProbeAnnotation { Type = type, EndpointReference = builder.GetEndpoint(endpointName ?? "http"), Path = path ?? "/" };
        var key = HttpCheckKey(probe.EndpointReference, probe.Path, ExpectedStatus);
        if (!builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            builder.WithHttpHealthCheck(probe.Path, ExpectedStatus, probe.EndpointReference.EndpointName);
        }

        return builder.WithAnnotation(probe);
    }
}
