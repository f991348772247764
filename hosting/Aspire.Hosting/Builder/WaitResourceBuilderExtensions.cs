using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource only when the dependency is healthy and its ready handlers are done.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy, null);

    /// <inheritdoc cref="WaitFor{T}(IResourceBuilder{T}, IResourceBuilder{IResource})"/>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">What it waits for.</param>
    /// <param name="waitBehavior">What happens when the dependency cannot become available.</param>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts the resource only when the dependency runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilStarted, null);

    /// <inheritdoc cref="WaitForStart{T}(IResourceBuilder{T}, IResourceBuilder{IResource})"/>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">What it waits for.</param>
    /// <param name="waitBehavior">What happens when the dependency cannot become available.</param>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts the resource only when the dependency has run to its end.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="dependency">What it waits for.</param>
    /// <param name="exitCode">The exit code that the end must have.</param>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport =>
        builder.Wait(dependency.Resource, WaitType.WaitForCompletion, null, exitCode);

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResource dependency, WaitType type, WaitBehavior? behavior, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        var waiter = builder.Resource;
        if (waiter as IResource == dependency)
        {
            throw new DistributedApplicationException($"The '{waiter.Name}' resource cannot wait for itself.");
        }

        if (waiter is IResourceWithParent child && child.Lineage().Contains(dependency))
        {
            throw new DistributedApplicationException($"The '{waiter.Name}' resource cannot wait for its parent '{dependency.Name}'.");
        }

        // A part is as available as the whole, and a connection string as what it points at.
        var implied = dependency switch
        {
            IResourceWithParent part => part.Lineage().Skip(1),
            ConnectionStringResource connectionString => References.To(connectionString.ConnectionStringExpression).Where(r => r is not ParameterResource),
            _ => [],
        };
        foreach (var resource in implied.Append(dependency))
        {
            builder.WithAnnotation(new WaitAnnotation(resource, type, exitCode) { WaitBehavior = behavior });
        }

        return builder.WithRelationship(dependency, KnownRelationshipTypes.WaitFor);
    }
}
