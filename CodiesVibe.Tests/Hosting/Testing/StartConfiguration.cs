using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.Tests.Hosting.Testing;

/// <summary>What the host would start resources with, without starting anything.</summary>
internal static class StartConfiguration
{
    public static async Task<ResourceConfiguration> StartConfigurationAsync(this IDistributedApplicationBuilder builder, IResource resource)
    {
        await using var application = builder.Build();
        return await application.Services.GetRequiredService<ResourceConfigurationResolver>().ResolveAsync(resource, TestContext.Current.CancellationToken);
    }

    /// <summary>Pretends that the engine gave the resource's endpoint these ports.</summary>
    public static void Allocate(this IResourceWithEndpoints resource, int port, string? targetPort = null)
    {
        var endpoint = Assert.Single(resource.GetEndpoints()).EndpointAnnotation;
        endpoint.AllocatedEndpoint = new(endpoint, "127.0.0.1", port, targetPort);
    }

    public static IReadOnlyDictionary<string, string> Texts(this IReadOnlyDictionary<string, ResolvedValue> values) => values.ToDictionary(v => v.Key, v => v.Value.Text);
}
