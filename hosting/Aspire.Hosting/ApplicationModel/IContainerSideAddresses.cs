namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how containers of the application reach its endpoints.</summary>
internal interface IContainerSideAddresses
{
    /// <summary>The address to be used in a container.</summary>
    /// <exception cref="DistributedApplicationException">There is no way from a container to that endpoint.</exception>
    Task<AllocatedEndpoint> OfAsync(EndpointReference endpoint, CancellationToken cancellationToken);
}
