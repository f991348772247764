using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Works out what a resource is started with.</summary>
internal sealed class ResourceConfigurationResolver(DistributedApplicationExecutionContext executionContext, ResourceLoggerService loggers)
{
    /// <exception cref="DistributedApplicationException">A value cannot be had.</exception>
    public async Task<ResourceConfiguration> ResolveAsync(IResource resource, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(resource);
        var environment = new EnvironmentCallbackContext(executionContext, resource, [], cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(environment).ConfigureAwait(false);
        }

        var arguments = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(arguments).ConfigureAwait(false);
        }

        var variables = new SortedDictionary<string, ResolvedValue>(StringComparer.Ordinal);
        foreach (var (name, value) in environment.EnvironmentVariables)
        {
            variables[name] = await ResolveAsync(value, $"environment variable '{name}'", resource, logger, cancellationToken).ConfigureAwait(false);
        }

        var resolved = new List<ResolvedValue>();
        foreach (var value in arguments.Args)
        {
            resolved.Add(await ResolveAsync(value, $"argument {resolved.Count + 1}", resource, logger, cancellationToken).ConfigureAwait(false));
        }

        return new(resolved, variables);
    }

    /// <summary>Works out one value: a text, or something that becomes known later.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be had.</exception>
    public async Task<ResolvedValue> ResolveAsync(object value, string what, IResource resource, ILogger logger, CancellationToken cancellationToken)
    {
        if (value is not IValueProvider provider)
        {
            return new(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", IsSensitive: false);
        }

        foreach (var parameter in References.To(value).OfType<ParameterResource>().Where(p => p.WaitForValueTcs is { Task.IsCompleted: false }))
        {
            logger.LogInformation("Waiting for value from resource '{Parameter}'", parameter.Name);
        }

        try
        {
            return new(await provider.GetValueAsync(new() { ExecutionContext = executionContext, Caller = resource }, cancellationToken).ConfigureAwait(false) ?? "", References.IncludeSecret(value));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DistributedApplicationException($"Failed to resolve {what} for resource '{resource.Name}'. A dependency may have failed to start. {exception.Message}", exception);
        }
    }
}
