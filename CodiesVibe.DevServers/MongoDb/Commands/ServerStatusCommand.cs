using CodiesVibe.DevServers.MongoDb.Auth;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>The state of the server: the sections that monitoring reads, with real numbers.</summary>
internal sealed class ServerStatusCommand : ICommand
{
    /// <summary>MongoDB's default; here only memory limits connections.</summary>
    private const int MaxConnections = 65_536;

    private const long Mebibyte = 1024 * 1024;

    public string[] Names => ["serverStatus"];

    public ActionScope Scope => ActionScope.Cluster;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["serverStatus"];

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Any("serverStatus");
        request.Fields.RejectOthers();
        var activity = request.Emulator.Activity;
        var now = request.Emulator.Time.GetUtcNow().UtcDateTime;
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var uptime = now - process.StartTime.ToUniversalTime();
        return new BsonDocument
        {
            { "host", Environment.MachineName },
            { "version", BuildInfoCommand.Version },
            { "process", "mongod" },
            { "pid", (long)Environment.ProcessId },
            { "uptime", Math.Floor(uptime.TotalSeconds) },
            { "uptimeMillis", (long)uptime.TotalMilliseconds },
            { "localTime", now },
            {
                "connections", new BsonDocument
                {
                    { "current", activity.Connections },
                    { "available", MaxConnections - activity.Connections },
                    { "totalCreated", activity.ConnectionsCreated },
                }
            },
            { "opcounters", new BsonDocument(activity.Operations.Select(operation => new BsonElement(operation.Type, operation.Count))) },
            { "mem", new BsonDocument { { "bits", 64 }, { "resident", (int)(process.WorkingSet64 / Mebibyte) }, { "supported", true } } },
        };
    }
}
