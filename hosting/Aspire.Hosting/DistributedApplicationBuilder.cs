using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <inheritdoc cref="IDistributedApplicationBuilder"/>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder host;
    private readonly AppHostInterceptor? interceptor = AppHostInterceptor.Current;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        interceptor?.BeforeCreate(options, settings);
        AppHostAssembly = options.Assembly;
        AppHostDirectory = AppHostMetadata.ProjectDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath ??= AppHostDirectory;
        host = new(settings);
        ExecutionContext = new(OperationArguments.Read(host.Configuration));
        host.Configuration[AppHostIdentity.ConfigurationKey] = AppHostIdentity.Of(AppHostDirectory, host.Environment.ApplicationName);
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        host.Logging.AddFilter("Grpc", LogLevel.Warning);
        host.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        // A start that fails is reported by whoever started; a service that fails later, at this level.
        host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // The engine's warnings are about single resources, whose logs have them, and quote arguments in clear.
        host.Logging.AddFilter("Aspire.Hosting.Dcp", LogLevel.Error);

        // What a check says stands in the resource's health report, once per change.
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        host.Services.AddSingleton(Pipeline);
        host.Services.AddSingleton<PipelineActivities>();
        host.Services.AddHosting(this, options);
        interceptor?.AfterCreate(host);
    }

    public ConfigurationManager Configuration => host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => host.Environment;

    public IServiceCollection Services => host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IDistributedApplicationPipeline Pipeline { get; } = new DistributedApplicationPipeline();

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.FirstOrDefault(r => r.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType().Name}' with name '{resource.Name}' because resource of type '{other.GetType().Name}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        interceptor?.HandOver(this, BuildApplication);
        return BuildApplication();
    }

    private DistributedApplication BuildApplication()
    {
        foreach (var resource in Resources.Where(EngineResource.IsRunByEngine))
        {
            resource.Annotations.Add(ResourceInstancesAnnotation.For(resource, Configuration[AppHostIdentity.ConfigurationKey]!));
            LifecycleCommands.AddTo(resource);
        }

        var built = host.Build();
        ExecutionContext.ServiceProvider = built.Services;
        return new(built);
    }
}
