using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CodiesVibe.Api;

/// <summary>The metrics of the API beyond requests.</summary>
internal sealed class ApiTelemetry(IMeterFactory meters)
{
    private const string Name = "CodiesVibe.Api";

    /// <summary>Source of the spans around Redis, whose driver emits none.</summary>
    public static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _cacheLookups = meters.Create(Name).CreateCounter<long>(
        "codiesvibe.cache.lookups", description: "Lookups in the cache, by result: hit, miss, or bypass while Redis is unavailable.");

    private readonly Counter<long> _searches = meters.Create(Name).CreateCounter<long>(
        "codiesvibe.searches", description: "Searches served, by result: found or empty.");

    public void CacheLookup(string result) => _cacheLookups.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Search(bool found) => _searches.Add(1, new KeyValuePair<string, object?>("result", found ? "found" : "empty"));
}
