namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes the addresses that are shown for the resource.</summary>
public sealed class ResourceUrlsCallbackAnnotation(Func<ResourceUrlsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Called once the endpoints are allocated.</summary>
    public Func<ResourceUrlsCallbackContext, Task> Callback { get; } = callback;
}
