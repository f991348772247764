using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Changes the addresses that are shown for the resource.</summary>
    public static IResourceBuilder<T> WithUrls<T>(this IResourceBuilder<T> builder, Action<ResourceUrlsCallbackContext> callback) where T : IResource =>
        builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(context =>
        {
            callback(context);
            return Task.CompletedTask;
        }));

    /// <summary>Shows an address, absolute or with holes for values that become known later.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, in ExpressionInterpolatedStringHandler url, string? displayText = null) where T : IResource
    {
        var expression = url.Build();
        return builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(async context =>
            context.Urls.Add(new() { Url = await expression.GetValueAsync(context.CancellationToken).ConfigureAwait(false) ?? "", DisplayText = displayText })));
    }

    /// <summary>Changes how an endpoint's address is shown.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback) where T : IResource =>
        builder.WithUrls(context =>
        {
            foreach (var url in context.Urls.Where(u => u.Endpoint?.EndpointName.Equals(endpointName, StringComparison.OrdinalIgnoreCase) == true))
            {
                callback(url);
            }
        });

    /// <summary>Shows one more address at an endpoint; a relative one is joined to the endpoint's.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Func<EndpointReference, ResourceUrlAnnotation> callback) where T : IResourceWithEndpoints =>
        builder.WithUrls(context =>
        {
            var endpoint = builder.Resource.GetEndpoint(endpointName);
            if (endpoint.Exists)
            {
                var stated = callback(endpoint);
                context.Urls.Add(new() { Url = stated.Url, DisplayText = stated.DisplayText, DisplayOrder = stated.DisplayOrder, DisplayLocation = stated.DisplayLocation, Endpoint = endpoint });
            }
        });
}
