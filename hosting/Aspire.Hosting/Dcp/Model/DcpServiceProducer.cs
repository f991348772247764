using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>An executable's promise to serve a service, kept in one of its annotations.</summary>
/// <param name="ServiceName">The service's name.</param>
/// <param name="Address">Where the process listens.</param>
/// <param name="Port">Null: the engine picks one, and the process must learn it through <c>portForServing</c>.</param>
internal sealed record DcpServiceProducer(string ServiceName, string? Address = null, int? Port = null)
{
    public const string AnnotationName = "service-producer";

    public static string ToAnnotation(IReadOnlyList<DcpServiceProducer> producers) =>
        JsonSerializer.Serialize(producers, DcpJson.Default.IReadOnlyListDcpServiceProducer);
}
