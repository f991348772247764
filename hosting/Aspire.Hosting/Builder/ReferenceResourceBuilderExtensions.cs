using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Hands the resource another one's connection string, and its parts one by one.</summary>
    /// <param name="builder">The resource that connects.</param>
    /// <param name="source">The resource that it connects to.</param>
    /// <param name="connectionName">The name it is known by; the other resource's name when left out.</param>
    /// <param name="optional">Whether a missing connection string is no error.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            var wanted = builder.WantedOfReferences();
            if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            foreach (var (part, value) in wanted.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties) ? resource.GetConnectionProperties() : [])
            {
                context.EnvironmentVariables[$"{EnvironmentName(name)}_{part.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Tells the resource where all endpoints of another one are.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source) where TDestination : IResourceWithEnvironment
    {
        builder.EndpointsOf(source.Resource).UseAllEndpoints = true;
        return builder;
    }

    /// <summary>Tells the resource where one endpoint of another one is.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        builder.EndpointsOf(endpointReference.Resource).EndpointNames.Add(endpointReference.EndpointName);
        return builder;
    }

    /// <summary>Says what references put into the environment of the resource, those made before included.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags) where TDestination : IResourceWithEnvironment =>
        builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    private static ReferenceEnvironmentInjectionFlags WantedOfReferences<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Resource.Annotations.OfType<ReferenceEnvironmentInjectionAnnotation>().LastOrDefault()?.Flags ?? ReferenceEnvironmentInjectionFlags.All;

    private static EndpointReferenceAnnotation EndpointsOf<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source) where T : IResourceWithEnvironment
    {
        if (builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(a => a.Resource == source) is { } known)
        {
            return known;
        }

        var added = new EndpointReferenceAnnotation(source);
        builder.WithAnnotation(added).WithReferenceRelationship(source).WithEnvironment(context =>
        {
            var wanted = builder.WantedOfReferences();
            foreach (var endpoint in source.GetEndpoints().Where(e => added.UseAllEndpoints ? !e.EndpointAnnotation.ExcludeReferenceEndpoint : added.EndpointNames.Contains(e.EndpointName)))
            {
                if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                {
                    context.EnvironmentVariables[$"{EnvironmentName(source.Name)}_{EnvironmentName(endpoint.EndpointName)}"] = endpoint;
                }

                if (wanted.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                {
                    context.EnvironmentVariables[$"services__{source.Name}__{endpoint.EndpointName}__0"] = endpoint;
                }
            }
        });
        return added;
    }

    private static string EnvironmentName(string name) => name.Replace('-', '_').ToUpperInvariant();
}
