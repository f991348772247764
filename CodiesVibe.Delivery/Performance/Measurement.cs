using System.Globalization;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Delivery.Performance;

/// <summary>How a path of the site has answered, and how well it has to.</summary>
/// <param name="Path">The path.</param>
/// <param name="Traffic">The figures.</param>
/// <param name="Limits">What they may be at most.</param>
/// <param name="Fault">What was wrong with the first answer that failed; null where none did.</param>
public sealed record Measurement(string Path, Traffic Traffic, MeasurementLimits Limits, string? Fault)
{
    /// <summary>What is over its limit, each in one line.</summary>
    public IEnumerable<string> Exceeded
    {
        get
        {
            var errors = 100.0 * Traffic.Errors / Traffic.Requests;
            if (errors > Limits.ErrorPercent)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{Path}: {errors:0.#} % of {Traffic.Requests} requests failed ({Fault}), and {Limits.ErrorPercent:0.#} % may");
            }

            if (Traffic.P95Milliseconds > Limits.P95Milliseconds)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{Path}: 95 % of the answers came within {Traffic.P95Milliseconds:0} ms, and have to within {Limits.P95Milliseconds:0} ms");
            }
        }
    }
}

/// <summary>What figures may be at most.</summary>
/// <param name="ErrorPercent">The share of requests that fail, in percent.</param>
/// <param name="P95Milliseconds">The time within which 95 % of the answers come.</param>
public sealed record MeasurementLimits(double ErrorPercent, double P95Milliseconds);
