using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.AppHost.Production;

/// <summary>How the resource runs in production.</summary>
internal sealed class ProductionFactsAnnotation(ServiceFacts facts) : IResourceAnnotation
{
    public ServiceFacts Facts { get; } = facts;
}
