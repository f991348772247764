using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address that an endpoint got.</summary>
public class AllocatedEndpoint
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">Host name or address for clients.</param>
    /// <param name="port">Port for clients.</param>
    /// <param name="targetPortExpression">The resource's own port, or the engine's expression for it.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Endpoint = endpoint;
        Address = address;
        Port = port;
        TargetPortExpression = targetPortExpression;
    }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>Host name or address for clients.</summary>
    public string Address { get; }

    /// <summary>Port for clients.</summary>
    public int Port { get; }

    /// <summary>The resource's own port, or the engine's expression for it.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>Scheme of the URL.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port, joined by a colon.</summary>
    public string EndPointString => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>The URL.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <summary>The URL.</summary>
    public override string ToString() => UriString;
}
