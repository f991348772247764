using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    private const int ExpectedStatus = 200;

    /// <summary>Counts a registered health check when the health of the resource is judged.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered with <see cref="IDistributedApplicationBuilder.Services"/>.</param>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy when a GET request is answered with the status code.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Path of the request; <c>/</c> when left out.</param>
    /// <param name="statusCode">The expected status; 200 when left out.</param>
    /// <param name="endpointName">The endpoint; the first HTTP one when left out.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var candidates = endpointName is null ? new[] { "https", "http" } : [endpointName];
        var endpoint = candidates.Select(builder.Resource.GetEndpoint).FirstOrDefault(e => e.Exists)
            ?? (endpointName is null ? builder.Resource.GetEndpoints().FirstOrDefault(e => e.IsHttp || e.IsHttps) : null)
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", candidates)}");
        if (!endpoint.IsHttp && !endpoint.IsHttps)
        {
            throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
        }

        var (requestPath, status) = (path ?? "/", statusCode ?? ExpectedStatus);
        var key = HttpCheckKey(endpoint, requestPath, status);
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new HttpEndpointHealthCheck(services.GetRequiredService<IHttpClientFactory>(), endpoint, requestPath, status), null, null));
        return builder.WithHealthCheck(key);
    }

    private static string HttpCheckKey(EndpointReference endpoint, string path, int status) => $"{endpoint.Resource.Name}_{endpoint.EndpointName}_{path}_{status}_check";
}
