namespace CodiesVibe.AppHost.Topology;

/// <summary>Endpoints without a proxy in between.</summary>
internal static class DirectEndpoints
{
    /// <summary>Callers connect to the program itself, so they are refused at once while it is stopped. Aspire's proxy would accept them and let them wait.</summary>
    public static IResourceBuilder<T> WithDirectEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new ProxySupportAnnotation { ProxyEnabled = false }, ResourceAnnotationMutationBehavior.Replace);
}
