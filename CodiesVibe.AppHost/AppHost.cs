using CodiesVibe.AppHost.Lifecycle;
using CodiesVibe.AppHost.Pipeline;
using CodiesVibe.AppHost.Production;
using CodiesVibe.AppHost.Topology;

StartupFailure.ExplainUnhandled();
ProxyBypass.Extend();
var builder = DistributedApplication.CreateBuilder(args);
var runtime = await builder.ChooseRuntimeAsync();

// Data
var database = builder.HasExternalMongo()
    ? builder.AddExternalMongo("codiesvibe", server: "mongodb")
    : builder.AddMongo("mongodb", runtime.Mode).AddMongoDatabase("codiesvibe");
var redis = builder.AddCache("redis", runtime.Mode);

// Application
var backend = builder.AddBackend("backend")
    .WithReference(database).WaitFor(database)
    .WithReference(redis).WaitFor(redis);
var frontend = builder.AddFrontend("frontend");

// Edge
var nginx = builder.AddEdge("nginx")
    .WithReference(backend).WaitFor(backend)
    .WithReference(frontend).WaitFor(frontend);
backend.WithMonitoredEdge(nginx);
if (builder.HasTunnel())
{
    builder.AddTunnel("cloudflared").WaitFor(nginx);
}

// Observability
var prometheus = builder.AddPrometheus("prometheus", runtime)
    .WaitForStart(backend).WaitForStart(frontend).WaitForStart(nginx);
builder.AddGrafana("grafana", runtime).WaitForStart(prometheus);
var alertmanager = builder.AddAlertmanager("alertmanager", runtime).WaitForStart(prometheus);
var loki = builder.AddLoki("loki", runtime);
builder.AddPromtail("promtail", runtime).WaitForStart(loki);
var nodeExporter = builder.AddNodeExporter("node-exporter", runtime);
prometheus.WithReferenceRelationship(alertmanager).WithReferenceRelationship(nodeExporter);
builder.AddExporters(redis, nginx);

builder.AddProduction("codiesvibe");
builder.AddPublishing();
builder.AddDeployment();
builder.AddDelivery();
builder.AddDiagnostics();

return await builder.Build().RunToExitCodeAsync();
