using System.Globalization;

namespace CodiesVibe.Delivery.Performance;

/// <summary>All that was measured of a site.</summary>
/// <param name="Site">Its address.</param>
/// <param name="Alone">The paths, each asked for by one visitor.</param>
/// <param name="UnderLoad">Those that many ask for at once.</param>
public sealed record MeasurementReport(Uri Site, IReadOnlyList<Measurement> Alone, IReadOnlyList<Measurement> UnderLoad)
{
    /// <summary>As a table of Markdown.</summary>
    public string ToMarkdown() => string.Create(CultureInfo.InvariantCulture, $"""
        ### Response times of {Site}

        | path | asked by | requests | errors | median | 95 % within | limit |
        |---|---|---|---|---|---|---|
        {Rows(Alone, "one visitor")}
        {Rows(UnderLoad, "many at once")}

        """);

    /// <summary>Stops a delivery that is too slow.</summary>
    /// <exception cref="DeliveryException">Names each path with its figure and limit.</exception>
    public void Require()
    {
        var exceeded = Alone.SelectMany(one => one.Exceeded).Concat(UnderLoad.SelectMany(one => one.Exceeded).Select(line => $"under load, {line}")).ToList();
        if (exceeded.Count > 0)
        {
            throw new DeliveryException($"The site at {Site} does not keep its limits:\n{string.Join('\n', exceeded.Select(line => $"  {line}."))}\nLook what the last commits changed on these paths. Limits of the load are in '{LoadScenario.FileName}'.");
        }
    }

    private static string Rows(IEnumerable<Measurement> measurements, string visitors) => string.Join('\n', measurements.Select(one => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{one.Path}` | {visitors} | {one.Traffic.Requests} | {one.Traffic.Errors} | {one.Traffic.MedianMilliseconds:0} ms | {one.Traffic.P95Milliseconds:0} ms | {one.Limits.P95Milliseconds:0} ms |")));
}
