using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One part of an endpoint's address; its value is known when the endpoint is allocated.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The part.</param>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference;

    /// <summary>The part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{ManifestName}}}";

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    private string ManifestName => Property switch
    {
        EndpointProperty.Url => "url",
        EndpointProperty.Host or EndpointProperty.IPV4Host => "host",
        EndpointProperty.Port => "port",
        EndpointProperty.Scheme => "scheme",
        EndpointProperty.TargetPort => "targetPort",
        EndpointProperty.HostAndPort => "host}:{" + $"{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.port",
        EndpointProperty.TlsEnabled => "tlsEnabled",
        _ => throw new InvalidOperationException($"The endpoint property '{Property}' does not exist."),
    };

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Property == EndpointProperty.Scheme)
        {
            return Endpoint.Scheme;
        }

        if (Property == EndpointProperty.TlsEnabled)
        {
            return Endpoint.IsHttps.ToString(CultureInfo.InvariantCulture);
        }

        var allocated = context is { Caller: ContainerResource, ExecutionContext: { } run }
            ? await run.ServiceProvider.GetRequiredService<IContainerSideAddresses>().OfAsync(Endpoint, cancellationToken).ConfigureAwait(false)
            : await Endpoint.EndpointAnnotation.WaitForAllocationAsync(cancellationToken).ConfigureAwait(false);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address == "localhost" ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => allocated.Port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.TargetPort => Endpoint.TargetPort?.ToString(CultureInfo.InvariantCulture) ?? allocated.TargetPortExpression,
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => throw new InvalidOperationException($"The endpoint property '{Property}' does not exist."),
        };
    }
}
