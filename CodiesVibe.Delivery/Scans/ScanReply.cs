using System.Text.Json;

namespace CodiesVibe.Delivery.Scans;

/// <summary>What all replies of scanners have in common.</summary>
internal static class ScanReply
{
    // What has no default must be there.
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a reply.</summary>
    /// <param name="tool">The command that gave it, for messages.</param>
    /// <param name="text">What it printed.</param>
    /// <exception cref="DeliveryException">It is not JSON of this form.</exception>
    public static TReply Read<TReply>(string tool, string text)
        where TReply : class
    {
        try
        {
            return JsonSerializer.Deserialize<TReply>(text, s_json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(tool, $"{exception.Message} It begins with '{text.Trim()[..Math.Min(text.Trim().Length, 80)]}'.");
        }
    }

    /// <exception cref="DeliveryException">Nobody knows the word.</exception>
    public static Severity SeverityOf(string tool, string? word) => word?.ToUpperInvariant() switch
    {
        "UNKNOWN" => Severity.Unknown,
        "INFO" or "LOW" => Severity.Low,
        "MODERATE" or "MEDIUM" => Severity.Moderate,
        "HIGH" => Severity.High,
        "CRITICAL" => Severity.Critical,
        _ => throw Unreadable(tool, $"'{word}' is no severity."),
    };

    /// <summary>A scan that nobody understands counts as none.</summary>
    public static DeliveryException Unreadable(string tool, string why) =>
        new($"The reply of '{tool}' is not understood, so nothing is known about vulnerabilities: {why} Run the command by hand to see its reply.");

    /// <summary>The number of an advisory: the end of its address.</summary>
    public static string AdvisoryOf(string address) => address[(address.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
}
