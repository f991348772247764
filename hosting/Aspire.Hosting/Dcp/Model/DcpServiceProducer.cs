using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>The promise of an executable or container to serve a service, kept in one of its annotations.</summary>
/// <param name="ServiceName">The service's name.</param>
/// <param name="Address">Where the process listens; null for a container.</param>
/// <param name="Port">Null: the engine picks one, and the process must learn it through <c>portForServing</c>. A container's own port.</param>
internal sealed record DcpServiceProducer(string ServiceName, string? Address = null, int? Port = null)
{
    public const string AnnotationName = "service-producer";

    public static string ToAnnotation(IReadOnlyList<DcpServiceProducer> producers) =>
        JsonSerializer.Serialize(producers, DcpJson.Default.IReadOnlyListDcpServiceProducer);
}
