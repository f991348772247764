namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="entrypoint">What is run in place of the image's entry point.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>What is run in place of the image's entry point.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
