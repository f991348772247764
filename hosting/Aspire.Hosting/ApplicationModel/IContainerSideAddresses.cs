namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how containers of the application reach its endpoints and this machine.</summary>
internal interface IContainerSideAddresses
{
    /// <summary>The address to be used in a container.</summary>
    /// <exception cref="DistributedApplicationException">There is no way from a container to that endpoint.</exception>
    Task<AllocatedEndpoint> OfAsync(EndpointReference endpoint, CancellationToken cancellationToken);

    /// <summary>The address to be used in a container for what listens at a loopback address of this machine; without a path.</summary>
    /// <exception cref="DistributedApplicationException">There is no way from a container to this machine.</exception>
    Task<string> OfAsync(Uri local, CancellationToken cancellationToken);
}
