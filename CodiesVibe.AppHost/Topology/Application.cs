using Aspire.Hosting.JavaScript;
using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Redis;
using CodiesVibe.Publishing.Secrets;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The services of the product.</summary>
internal static class Application
{
    // In the containers of production; on a developer's machine the ports are dynamic.
    private const int BackendPort = 4000;
    private const int FrontendPort = 3000;

    private static readonly string[] s_probe = ["CMD", "dotnet", "/app/CodiesVibe.Api.dll", "--probe"];
    private static readonly string[] s_packageFiles = ["package.json", "package-lock.json"];

    public static IResourceBuilder<ProjectResource> AddBackend(this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.AddParameter("first-admin-name", "admin", publishValueAsDefault: true);
            builder.AddParameter("rate-limit-max", "300", publishValueAsDefault: true);
            builder.AddParameter("rate-limit-window", "60", publishValueAsDefault: true);
        }

        // The dashboard shows it; in development each run has its own.
        var password = builder.AddParameter(AccountSecrets.FirstAdminPassword, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true);
        return builder.AddProject<Projects.CodiesVibe_Api>(name)
            .WithBuiltProgram(BuiltProgram.Backend)
            .WithDirectEndpoints()
            .WithHttpEndpoint(targetPort: builder.ExecutionContext.IsPublishMode ? BackendPort : null)
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
            .WithEnvironment("FIRST_ADMIN_PASSWORD", password)
            .WithHttpHealthCheck("/health")
            .WithIconName("BrainCircuit")
            .WithHttpCommand("/dev/cache/clear", "Clear cache", commandName: "clear-cache", commandOptions: new() { IconName = "Broom", Description = "Remove all cached responses." })
            .WithHttpCommand("/dev/seed", "Seed data", commandName: "seed-data", commandOptions: new() { IconName = "DatabaseArrowUp", Description = "Update the tools in the database from the seed file." })
            .WithUrlForEndpoint("http", url => url.DisplayText = "API")
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/metrics", DisplayText = "Metrics" })
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/openapi/v1.json", DisplayText = "OpenAPI" })
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/health/full", DisplayText = "Health" })
            .InProduction(new()
            {
                Tier = Tier.Application,
                Networks = [Networks.Application, Networks.Data, Networks.Monitoring],
                Build = new("Dockerfile.backend", "BACKEND_IMAGE"),
                Probe = new(s_probe, StartPeriod: 60),
                Limits = new(Memory: 384, Cpus: 1, Pids: 256),
                User = "1654:1654",
                Tmpfs = ["/tmp"],
                StopGrace = "40s",
                Secrets = SecretStyle.KeyPerFile,
                Environment =
                {
                    ["ConnectionStrings__redis"] = $"{{redis.connectionString}},user={RedisUsers.Application}",
                    // This port serves the site itself, with and without a certificate.
                    ["Edge__PageAddress"] = $"http://{{nginx.bindings.http.host}}:{EdgeProfile.TunnelPort}",
                    ["Edge__TlsAddress"] = "{nginx.bindings.https.host}:{nginx.bindings.https.port}",
                    ["FIRST_ADMIN_NAME"] = "{first-admin-name.value}",
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "{promtail.bindings.otlp.url}",
                    ["OTEL_SERVICE_NAME"] = name,
                    ["RATE_LIMIT_MAX"] = "{rate-limit-max.value}",
                    ["RATE_LIMIT_WINDOW"] = "{rate-limit-window.value}",
                },
                Gate = ["dotnet", "/app/CodiesVibe.Api.dll", "--wait-for-infra"],
                Scrape = new(BackendPort),
                Development = new([new(BackendPort, BackendPort)])
                {
                    Sources = ["CodiesVibe.Api", "CodiesVibe.ServiceDefaults"],
                    // It compiles first.
                    Probe = new(s_probe, StartPeriod: 180),
                    // Developers reload often.
                    Environment = { ["RATE_LIMIT_MAX"] = "100000" },
                },
            });
    }

    /// <summary>Gives the backend the address of the edge, to check the site as visitors see it. A reference would reverse the direction of requests in the dashboard.</summary>
    public static IResourceBuilder<ProjectResource> WithMonitoredEdge(this IResourceBuilder<ProjectResource> backend, IResourceBuilder<IEdgeResource> edge) =>
        backend.WithEnvironment(context => context.EnvironmentVariables[$"services__{edge.Resource.Name}__http__0"] = edge.GetEndpoint("http"));

    public static IResourceBuilder<ViteAppResource> AddFrontend(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddViteApp(name, "../CodiesVibe.Frontend")
            .WithoutNpm()
            .WithDirectEndpoints()
            // The manifest describes production, whatever environment it is written in.
            .WithEnvironment("NODE_ENV", builder.ExecutionContext.IsPublishMode ? "production" : "development")
            .WithEndpoint("http", endpoint => endpoint.TargetPort = builder.ExecutionContext.IsPublishMode ? FrontendPort : endpoint.TargetPort)
            .PublishAsDockerFile(container => container.WithDockerfile("..", "Dockerfile.frontend", "production"))
            .WithHttpHealthCheck("/")
            .WithIconName("WindowDevTools")
            .WithUrlForEndpoint("http", url =>
            {
                // Without the edge in front the API is not reachable here, so this address is not for use.
                url.DisplayText = "Vite";
                url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            })
            .InProduction(new()
            {
                Tier = Tier.Application,
                Networks = [Networks.Application],
                Build = new("Dockerfile.frontend", "FRONTEND_IMAGE"),
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", $"http://127.0.0.1:{FrontendPort}/"]),
                Limits = new(Memory: 128, Cpus: 0.5, Pids: 64),
                User = "101:101",
                Tmpfs = ["/tmp"],
                StopGrace = "35s",
                // On a developer's machine Vite serves the page, without metrics.
                Scrape = builder.ExecutionContext.IsPublishMode ? new(FrontendPort) : null,
                // Vite, its hot reload and its inspector.
                Development = new([new(FrontendPort, FrontendPort), new(5173, 5173), new(9229, 9229)])
                {
                    Sources = ["CodiesVibe.Frontend"],
                    Environment = { ["NODE_ENV"] = "development" },
                },
            });

    /// <summary>
    /// npm runs only where packages must be installed: it takes a second even to find nothing to install, and does not forward a stop signal to
    /// the script that it runs, so Vite would keep running until it is killed after 6 s.
    /// </summary>
    private static IResourceBuilder<ViteAppResource> WithoutNpm(this IResourceBuilder<ViteAppResource> app) =>
        app.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? app
            : app.WithNpm(install: !HasItsPackages(app.Resource.WorkingDirectory)).WithCommand("node").WithArgs(context =>
            {
                while (context.Args[0] is not "--port")
                {
                    context.Args.RemoveAt(0);
                }

                context.Args.Insert(0, "node_modules/vite/bin/vite.js");
            });

    /// <summary>npm writes its own record last.</summary>
    private static bool HasItsPackages(string directory)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        return installed.Exists
            && s_packageFiles.All(file => File.GetLastWriteTimeUtc(Path.Combine(directory, file)) <= installed.LastWriteTimeUtc);
    }
}
