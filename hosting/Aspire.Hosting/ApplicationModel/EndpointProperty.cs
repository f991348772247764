namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The whole URL.</summary>
    Url,

    /// <summary>Host name.</summary>
    Host,

    /// <summary>Host as an IPv4 address.</summary>
    IPV4Host,

    /// <summary>Port for clients.</summary>
    Port,

    /// <summary>Scheme of the URL.</summary>
    Scheme,

    /// <summary>The port that the resource itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port, joined by a colon.</summary>
    HostAndPort,

    /// <summary>Whether clients have to speak TLS: <c>True</c> or <c>False</c>.</summary>
    TlsEnabled,
}
