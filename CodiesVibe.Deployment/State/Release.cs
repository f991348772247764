using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.Deployment.State;

/// <summary>A version of the product with its files on the server, as <c>release.json</c> records it.</summary>
public sealed record Release
{
    /// <summary>Counts the releases of a server, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The version: the tag of the images.</summary>
    public required string Version { get; init; }

    /// <summary>The services that it replaces.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>How it replaces them.</summary>
    public required string Strategy { get; init; }

    /// <summary>Who deployed it, from where.</summary>
    public required string By { get; init; }

    /// <summary>When it was staged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The image of each service of the application, with its digest.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>The SHA-256 of each published file by its path.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>The name of the release that served before it was deployed; null for the first one. A rollback returns to that.</summary>
    public string? Replaces { get; init; }

    /// <summary>How it ended; null while nobody knows.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The name of its directory below <c>releases/</c>.</summary>
    [JsonIgnore]
    public string Name => $"{Number}-{Version}";

    /// <summary>The version of a service, which is the tag of its image: a release of one service keeps the other one's.</summary>
    public string VersionOf(string service) => ImageName.Parse(Images[service]).Tag;

    /// <summary>As one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">It is not a release.</exception>
    public static Release Parse(string json) => JsonSerializer.Deserialize<Release>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The release is null.");
}

/// <summary>How a deployment ended.</summary>
/// <param name="Verdict"><c>confirmed</c>, or why it was refused.</param>
/// <param name="Seconds">The time of each step.</param>
/// <param name="Before">The traffic before the switch; null where there was none.</param>
/// <param name="After">The traffic after it.</param>
public sealed record Outcome(string Verdict, IReadOnlyDictionary<string, double> Seconds, Traffic? Before, Traffic? After);

/// <summary>How requests were answered: by the log of the edge (R199), or as a visitor sees it.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="MedianMilliseconds">The median of their durations.</param>
/// <param name="P95Milliseconds">The 95th percentile of their durations.</param>
public sealed record Traffic(int Requests, int Errors, double MedianMilliseconds, double P95Milliseconds)
{
    /// <summary>The figures of requests, of which there is at least one.</summary>
    /// <param name="milliseconds">The duration of each.</param>
    /// <param name="errors">How many of them failed.</param>
    internal static Traffic Of(IEnumerable<double> milliseconds, int errors)
    {
        var durations = milliseconds.Order().ToList();
        double Percentile(double share) => durations[Math.Min(durations.Count - 1, (int)(share * durations.Count))];
        return new(durations.Count, errors, Percentile(0.5), Percentile(0.95));
    }

    /// <summary>For people.</summary>
    [JsonIgnore]
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Requests} requests, {Errors} errors, median {MedianMilliseconds:0} ms, 95 % within {P95Milliseconds:0} ms");
}
