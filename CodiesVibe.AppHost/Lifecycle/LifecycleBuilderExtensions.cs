using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Diagnostics of a run, beyond those of Aspire's host.</summary>
internal static class LifecycleBuilderExtensions
{
    /// <summary>Validates the model before anything starts, limits health checks, and explains failures. Call it when the model is complete.</summary>
    public static void AddDiagnostics(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
        {
            return;
        }

        builder.Services.AddHealthCheckTiming();
        builder.Services.AddHostedService<UnmetDependencies>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<FailureReport>(
            services, (Func<string, CancellationToken, Task<string>>)ActivatorUtilities.CreateInstance<LastMessage>(services).ReadAsync));
        builder.Services.AddHostedService<StopNotice>();
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            StartupValidation.Validate([.. start.Model.Resources], builder.Configuration);
            return Task.CompletedTask;
        });
    }
}
