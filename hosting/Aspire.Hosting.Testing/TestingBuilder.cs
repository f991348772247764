#pragma warning disable ASPIREPIPELINES001 // Handed through; experimental for the caller.
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <inheritdoc cref="IDistributedApplicationTestingBuilder"/>
/// <param name="inner">The app host's builder.</param>
/// <param name="build">Builds with it.</param>
internal sealed class TestingBuilder(IDistributedApplicationBuilder inner, Func<DistributedApplication> build) : IDistributedApplicationTestingBuilder
{
    private DistributedApplication? application;

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    public Aspire.Hosting.Pipelines.IDistributedApplicationPipeline Pipeline => inner.Pipeline;

    public IResourceCollection Resources => inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => application = build();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<DistributedApplication>(cancellationToken) : Task.FromResult(Build());

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            // It watches the settings files.
            Configuration.Dispose();
        }
    }
}
