using System.Diagnostics.Metrics;

namespace CodiesVibe.Api.Monitoring;

/// <summary>
/// Exposes a <see cref="MongodbStatus"/>. It is disposed when the status is unknown: a reader repeats the last values of an instrument as long
/// as its meter exists, and they would be wrong for an unavailable server.
/// </summary>
internal sealed class MongodbInstruments : IDisposable
{
    private readonly Meter _meter = new("CodiesVibe.Api.Mongodb");

    private volatile MongodbStatus _status;

    public MongodbInstruments(MongodbStatus status)
    {
        _status = status;
        _meter.CreateObservableGauge("codiesvibe.tools", () => By("category", _status.Tools), description: "Tools in the directory, by category. A tool can be in several.");
        _meter.CreateObservableGauge("codiesvibe.mongodb.connections", Connections, description: "Connections to MongoDB, by state: current or available.");
        _meter.CreateObservableCounter("codiesvibe.mongodb.operations", () => By("type", _status.Operations), description: "Operations that MongoDB has run since it started, by type.");
        _meter.CreateObservableGauge("codiesvibe.mongodb.resident_memory", () => _status.ResidentBytes, "By", "Resident memory of MongoDB.");
    }

    public void Show(MongodbStatus status) => _status = status;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Connections()
    {
        var status = _status;
        return By("state", new Dictionary<string, long> { ["current"] = status.CurrentConnections, ["available"] = status.AvailableConnections });
    }

    private static IEnumerable<Measurement<long>> By(string label, IReadOnlyDictionary<string, long> values) =>
        values.Select(value => new Measurement<long>(value.Value, new KeyValuePair<string, object?>(label, value.Key)));
}
