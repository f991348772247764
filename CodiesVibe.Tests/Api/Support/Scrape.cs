using System.Globalization;
using System.Text.RegularExpressions;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>The samples of <c>/metrics</c>, by name and one label: <c>name{value of the label}</c>, or the name alone.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> _samples = [];

    public double? this[string sample] => _samples.TryGetValue(sample, out var value) ? value : null;

    public IEnumerable<string> Names => _samples.Keys;

    public static async Task<Scrape> OfAsync(HttpClient http)
    {
        var scrape = new Scrape();
        foreach (var line in (await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).Split('\n'))
        {
            if (Sample().Match(line) is { Success: true } match && line.StartsWith("codiesvibe_", StringComparison.Ordinal))
            {
                var label = match.Groups["value"] is { Success: true, Value: var value } ? $"{{{value}}}" : "";
                scrape._samples.Add(match.Groups["name"].Value + label, double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
            }
        }

        return scrape;
    }

    [GeneratedRegex("""^(?<name>\w+)(\{otel_scope_name="[^"]*"(,\w+="(?<value>[^"]*)")?\})? (?<number>\S+)$""")]
    private static partial Regex Sample();
}
