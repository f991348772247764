using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes the resource's entry in the manifest.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    /// <param name="callback">Writes the fields; null: the resource is left out of the manifest.</param>
    public ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? callback) => Callback = callback;

    /// <param name="callback">Writes the fields.</param>
    public ManifestPublishingCallbackAnnotation(Action<ManifestPublishingContext> callback) => Callback = context =>
    {
        callback(context);
        return Task.CompletedTask;
    };

    /// <summary>Writes the fields; null: the resource is left out of the manifest.</summary>
    public Func<ManifestPublishingContext, Task>? Callback { get; }

    /// <summary>The annotation of a resource that is left out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new((Func<ManifestPublishingContext, Task>?)null);
}
