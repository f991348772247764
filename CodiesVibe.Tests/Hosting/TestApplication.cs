using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodiesVibe.Tests.Hosting;

/// <summary>An application of one integration, of which nothing is started.</summary>
internal static class TestApplication
{
    /// <param name="settings">As on the command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(params string[] settings) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = settings, DisableDashboard = true });

    /// <summary>What the host would start the resource with.</summary>
    public static async Task<IExecutionConfigurationResult> StartConfigurationAsync(this IDistributedApplicationBuilder builder, IResource resource)
    {
        await using var application = builder.Build();
        return await ExecutionConfigurationBuilder.Create(resource).WithArgumentsConfig().WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    /// <summary>Pretends that the host gave the resource's only endpoint these ports.</summary>
    public static void Allocate(this IResourceWithEndpoints resource, int port, string? targetPort = null)
    {
        var endpoint = Assert.Single(resource.GetEndpoints()).EndpointAnnotation;
        endpoint.AllocatedEndpoint = new(endpoint, "127.0.0.1", port, targetPort);
    }
}
