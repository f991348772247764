using System.Text.Json;
#pragma warning disable ASPIREPIPELINES001, ASPIREPROBES001

var builder = DistributedApplication.CreateBuilder(args);

// Parameters
var adminPassword = builder.AddParameter("admin-password", secret: true);
var signingKey = builder.AddParameter("signing-key",
    new GenerateParameterDefault { MinLength = 32, Special = false, MinLower = 4, MinUpper = 4, MinNumeric = 4 }, secret: true, persist: true);
var logLevel = builder.AddParameter("log-level", "Information", publishValueAsDefault: true);
var domain = builder.AddParameter("domain", "codiesvibe.local").WithDescription("Public **host** name.", enableMarkdown: true);
var tunnelToken = builder.AddParameterFromConfiguration("tunnel-token", "Cloudflare:Token", secret: true);

// Data
var mongodb = builder.AddMongoDB("mongodb").WithImageTag("7.0").WithDataVolume("mongodb-data").WithIconName("DatabaseStack");
var database = mongodb.AddDatabase("codiesvibe");
var redis = builder.AddRedis("redis").WithImageTag("7-alpine").WithDataVolume("redis-data")
    .WithPersistence(TimeSpan.FromMinutes(5), 10).WithLifetime(ContainerLifetime.Persistent);
var archive = builder.AddConnectionString("archive", ReferenceExpression.Create($"{mongodb.Resource.ConnectionStringExpression}&appName=archive"));
var legacy = builder.AddConnectionString("legacy", "LEGACY_STORE");

// Application
var migration = builder.AddExecutable("migration", "dotnet", "../tools", "migrate.dll", "--target", "7")
    .WithReference(database).WaitFor(database)
    .WithEnvironment("BATCH_SIZE", "500");
var backend = builder.AddProject<Projects.Web>("backend", launchProfileName: "http")
    .WithHttpHealthCheck("/health")
    .WithHttpCommand("/cache/clear", "Clear cache", commandOptions: new() { IconName = "Broom", ConfirmationMessage = "Clear the cache?" })
    .WithReference(database).WaitFor(database)
    .WithReference(redis).WaitFor(redis)
    .WithReference(archive).WithReference(legacy, optional: true)
    .WaitForCompletion(migration)
    .WithEnvironment("ADMIN_PASSWORD", adminPassword)
    .WithEnvironment("Jwt__SigningKey", signingKey)
    .WithEnvironment("Logging__LogLevel__Default", logLevel)
    .WithEnvironment(context => context.EnvironmentVariables["TIER"] = "application")
    .WithArgs("--seed", "true")
    .WithReplicas(2)
    .WithUrlForEndpoint("http", url => { url.DisplayText = "API"; url.Url = "/openapi/v1.json"; });
var frontend = builder.AddViteApp("frontend", "../frontend")
    .WithReference(backend).WaitFor(backend)
    .WithEnvironment("VITE_API_URL", backend.GetEndpoint("http"))
    .PublishAsDockerFile();

// Edge
var nginx = builder.AddContainer("nginx", "nginx", "1.27-alpine")
    .WithBindMount("../config/nginx.conf", "/etc/nginx/nginx.conf", isReadOnly: true)
    .WithHttpEndpoint(port: 8080, targetPort: 80)
    .WithEndpoint(port: 8443, targetPort: 443, scheme: "https", name: "tls")
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health/nginx")
    .WithEnvironment("BACKEND", backend.GetEndpoint("http"))
    .WithEnvironment("FRONTEND", ReferenceExpression.Create($"{frontend.GetEndpoint("http").Property(EndpointProperty.Host)}:{frontend.GetEndpoint("http").Property(EndpointProperty.Port)}"))
    .WithEnvironment("PUBLIC_URL", ReferenceExpression.Create($"https://{domain}/"))
    .WithArgs("nginx", "-g", "daemon off;")
    .WithContainerName("codiesvibe-nginx")
    .WaitFor(backend).WaitFor(frontend);
builder.AddContainer("cloudflared", "cloudflare/cloudflared", "2024.12.2")
    .WithArgs("tunnel", "--no-autoupdate", "run", "--token").WithArgs(tunnelToken)
    .WithEnvironment("TUNNEL_ORIGIN", nginx.GetEndpoint("http"))
    .WithExplicitStart().WaitFor(nginx);

// Observability
var prometheus = builder.AddContainer("prometheus", "prom/prometheus", "v2.55.1").WithImageRegistry("docker.io")
    .WithBindMount("../config/prometheus.yml", "/etc/prometheus/prometheus.yml", isReadOnly: true)
    .WithVolume("prometheus-data", "/prometheus")
    .WithHttpEndpoint(port: 9090, targetPort: 9090)
    .WithArgs("--config.file=/etc/prometheus/prometheus.yml", ReferenceExpression.Create($"--web.external-url=https://{domain}/prometheus"))
    .WithHttpHealthCheck("/-/ready").WithHttpProbe(ProbeType.Liveness, "/-/healthy")
    .WaitForStart(backend).WaitForStart(nginx);
var loki = builder.AddContainer("loki", "grafana/loki", "3.3.0").WithHttpEndpoint(targetPort: 3100).WithVolume("loki-data", "/loki");
builder.AddContainer("promtail", "grafana/promtail", "3.3.0")
    .WithBindMount("../logs", "/var/log", isReadOnly: true)
    .WithEnvironment("LOKI_URL", $"{loki.GetEndpoint("http")}/loki/api/v1/push")
    .WithEntrypoint("/usr/bin/promtail").WithContainerRuntimeArgs("--memory", "128m")
    .WaitFor(loki).WithParentRelationship(loki);
builder.AddContainer("alertmanager", "prom/alertmanager").WithImageSHA256("9d7f0dee1ec4d3cf3e4a9c6f2f2d8d2dbe0b4b0a1d2c3e4f5a6b7c8d9e0f1a2b")
    .WithHttpEndpoint(targetPort: 9093, env: "LISTEN_PORT").WithParentRelationship(prometheus);
builder.AddContainer("node-exporter", "prom/node-exporter", "v1.8.2")
    .WithEndpoint(targetPort: 9100, port: 9100, name: "metrics", isProxied: false).WithParentRelationship(prometheus);
builder.AddContainer("grafana", "grafana/grafana", "11.4.0").WithVolume("/var/lib/grafana")
    .WithHttpEndpoint(port: 3000, targetPort: 3000).WithExternalHttpEndpoints()
    .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", adminPassword)
    .WithReference(prometheus.GetEndpoint("http")).WithReferenceRelationship(loki).WaitFor(prometheus);
builder.AddDockerfile("sidecar", "../sidecar").WithBuildArg("CHANNEL", "stable").WithBuildArg("LEVEL", logLevel).WithBuildSecret("KEY", signingKey);
builder.AddContainer("scratchpad", "alpine").ExcludeFromManifest();

// Facts that the manifest cannot say
builder.AddResource(new Topology("topology")).WithManifestPublishingCallback(context =>
{
    context.Writer.WriteString("type", "codiesvibe.topology.v0");
    context.Writer.WritePropertyName("edges");
    JsonSerializer.Serialize(context.Writer, new Dictionary<string, string[]> { ["nginx"] = ["backend", "frontend"] });
});

builder.Build().Run();

sealed class Topology(string name) : Resource(name);
