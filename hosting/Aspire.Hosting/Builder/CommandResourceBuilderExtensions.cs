using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource a command; one of the same name is replaced.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">Unique in the resource.</param>
    /// <param name="displayName">Shown on its button.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown and when it can be called.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null) where T : IResource
    {
        var options = commandOptions ?? CommandOptions.Default;
        if (builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(c => c.Name == name) is { } existing)
        {
            builder.Resource.Annotations.Remove(existing);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(
            name, displayName, options.UpdateState ?? (_ => ResourceCommandState.Enabled), executeCommand, options.Description, null,
            options.ConfirmationMessage, options.IconName, options.IconVariant, options.IsHighlighted));
    }

    /// <summary>Gives the resource a command that sends it an HTTP request.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="displayName">Shown on its button.</param>
    /// <param name="endpointName">The endpoint; the first HTTP one when left out.</param>
    /// <param name="commandName">Unique in the resource; made of the others when left out.</param>
    /// <param name="commandOptions">How it is shown and when it can be called, the method, the reading of the answer.</param>
    public static IResourceBuilder<T> WithHttpCommand<T>(
        this IResourceBuilder<T> builder, string path, string displayName, string? endpointName = null, string? commandName = null, HttpCommandOptions? commandOptions = null)
        where T : IResourceWithEndpoints
    {
        var options = commandOptions ?? new();
        var endpoint = endpointName is not null
            ? builder.GetEndpoint(endpointName)
            : builder.Resource.GetEndpoints().OrderByDescending(e => e.IsHttps).FirstOrDefault(e => e.IsHttp || e.IsHttps)
                ?? throw new DistributedApplicationException($"Could not create HTTP command for resource '{builder.Resource.Name}' as it has no HTTP endpoint.");
        var method = options.Method ?? HttpMethod.Post;
        var name = commandName ?? $"{builder.Resource.Name}-{endpoint.EndpointName}-http-{method.Method}-{path}".ToLowerInvariant();
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        builder.ApplicationBuilder.Services.AddHttpClient();
        return builder.WithCommand(name, displayName, context => HttpCommand.ExecuteAsync(builder.Resource, endpoint, path, method, options, context), options);
    }
}
