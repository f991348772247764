using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port at which a resource can be reached.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> allocation = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">Scheme of its URL; the protocol's name when left out.</param>
    /// <param name="transport">How the scheme is carried, for example <c>http2</c>.</param>
    /// <param name="name">Unique in the resource; the scheme when left out.</param>
    /// <param name="port">The port that clients use; any free one when left out.</param>
    /// <param name="targetPort">The port that the resource itself listens on.</param>
    /// <param name="isExternal">Whether it is meant for the world outside.</param>
    /// <param name="isProxied">Whether the engine listens in front of the resource.</param>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : protocol.ToString().ToLowerInvariant());
        Name = name ?? UriScheme;
        ModelName.Validate("EndpointAnnotation", Name);
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    /// <summary>Unique in the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port that clients use; null: any free one.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the resource itself listens on; null: the engine chooses.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>The name or address at which it listens.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>How the scheme is carried.</summary>
    public string Transport { get; set; }

    /// <summary>Whether it is meant for the world outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether the engine listens in front of the resource.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Whether a reference to the whole resource does not include it.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>The address that it got; null before.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => allocation.Task.IsCompletedSuccessfully ? allocation.Task.Result : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            allocation.TrySetResult(value);
        }
    }

    /// <summary>The launch profile's address of the page to open, appended to the displayed URL.</summary>
    internal string? LaunchUrl { get; init; }

    internal Task<AllocatedEndpoint> WaitForAllocationAsync(CancellationToken cancellationToken) => allocation.Task.WaitAsync(cancellationToken);
}
