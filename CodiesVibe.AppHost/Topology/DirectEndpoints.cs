namespace CodiesVibe.AppHost.Topology;

/// <summary>Endpoints without a proxy.</summary>
internal static class DirectEndpoints
{
    /// <summary>Clients connect to the program itself, so their connections are refused at once while it is stopped. Aspire's proxy would accept them and let them wait.</summary>
    public static IResourceBuilder<T> WithDirectEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new ProxySupportAnnotation { ProxyEnabled = false }, ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Adds the port that the program must listen on as the next argument. A plain argument would make the program refer to itself in the dashboard's graph.</summary>
    public static IResourceBuilder<T> WithPortArgument<T>(this IResourceBuilder<T> builder, string endpoint, string prefix = "")
        where T : ExecutableResource =>
        builder.WithArgs(context => context.Args.Add(ReferenceExpression.Create($"{prefix}{builder.GetEndpoint(endpoint).Property(EndpointProperty.TargetPort)}")));
}
