using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Works out the addresses that are shown for a resource.</summary>
internal sealed class ResourceUrls(DistributedApplicationExecutionContext executionContext)
{
    /// <summary>The addresses, inactive as long as nobody listens.</summary>
    public async Task<ImmutableArray<UrlSnapshot>> OfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = resource is IResourceWithEndpoints owner
            ? owner.GetEndpoints().Select(e => new ResourceUrlAnnotation { Url = Initial(e), Endpoint = e }).ToList()
            : [];
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return [.. context.Urls.Select(url => new UrlSnapshot(url.Endpoint?.EndpointName, Absolute(resource, url), url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = true,
            DisplayProperties = new(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        })];
    }

    private static string Initial(EndpointReference endpoint) => endpoint.EndpointAnnotation.LaunchUrl is { } page
        ? new Uri(new Uri(endpoint.Url), page).ToString()
        : endpoint.Url;

    private static string Absolute(IResource resource, ResourceUrlAnnotation url)
    {
        if (Uri.TryCreate(url.Url, UriKind.Absolute, out var absolute) && !absolute.IsFile)
        {
            return url.Url;
        }

        return url.Endpoint is { } endpoint
            ? new Uri(new Uri(endpoint.Url), url.Url).ToString()
            : throw new DistributedApplicationException($"The address '{url.Url}' of resource '{resource.Name}' is neither absolute nor does it belong to an endpoint.");
    }
}
