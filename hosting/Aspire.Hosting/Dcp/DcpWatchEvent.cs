using System.Text.Json;

namespace Aspire.Hosting.Dcp;

/// <summary>What happened to an object.</summary>
internal enum DcpWatchEventType
{
    Added,
    Modified,
    Deleted,
}

/// <summary>A change of an object, with the object as it was afterwards.</summary>
internal sealed record DcpWatchEvent<T>(DcpWatchEventType Type, T Object) where T : class, IDcpObject<T>
{
    /// <exception cref="DcpException">The line tells of an error, or makes no sense.</exception>
    public static DcpWatchEvent<T> Parse(string line)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(line, DcpJson.Default.DcpWatchEnvelope)!;
            if (Enum.TryParse<DcpWatchEventType>(envelope.Type, ignoreCase: true, out var type))
            {
                return new(type, envelope.Object.Deserialize(T.Json)!);
            }
            var status = envelope.Object.Deserialize(DcpJson.Default.DcpStatus)!;
            throw new DcpException(status.Code ?? 500, status.Reason ?? "Unknown", $"Watching {T.Plural} failed: {status.Message ?? line}");
        }
        catch (JsonException exception)
        {
            throw new DcpException(200, "Unreadable", $"Watching {T.Plural}: the engine's line cannot be read: {exception.Message}", exception);
        }
    }
}
