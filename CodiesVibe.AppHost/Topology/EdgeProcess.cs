using CodiesVibe.Publishing.Nginx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge on a developer's machine: nginx with the routes, headers and error pages of production where it is on PATH, else a gateway.</summary>
internal static class EdgeProcess
{
    private const string Backend = "backend";
    private const string Frontend = "frontend";

    /// <summary>
    /// The port is known only when the process starts, and nginx does not read environment variables. Arguments: the directory of the configuration, and nginx. It
    /// is a single process: workers would outlive a killed master and keep its port.
    /// </summary>
    private const string Start = """printf 'listen 127.0.0.1:%s;\n' "$PORT" > "$0/listen.conf" && exec "$1" -e stderr -p "$0" -c "$0/nginx.conf" -g 'daemon off; master_process off;'""";

    public static IResourceBuilder<EdgeProcessResource> AddEdgeProcess(this IDistributedApplicationBuilder builder, string name)
    {
        var nginx = OperatingSystem.IsWindows() ? null : ProgramOnPath.Find("nginx");
        return (nginx is null ? builder.AddGateway(name) : builder.AddNginxProcess(name, nginx))
            .WithHttpEndpoint(port: 8080, env: "PORT")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/nginx")
            .WithIconName("GlobeShield")
            .WithUrlForEndpoint("http", url => url.DisplayText = "CodiesVibe")
            .OnResourceReady((edge, ready, _) =>
            {
                ready.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodiesVibe").LogInformation("The site is ready at {Url}", edge.GetEndpoint("http").Url);
                return Task.CompletedTask;
            });
    }

    private static IResourceBuilder<EdgeProcessResource> AddGateway(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new EdgeProcessResource(name, BuiltProgram.Command, builder.AppHostDirectory)).WithArgs(BuiltProgram.DevServers, "gateway").WithOtlpExporter();

    private static IResourceBuilder<EdgeProcessResource> AddNginxProcess(this IDistributedApplicationBuilder builder, string name, string program)
    {
        var directory = builder.DataDirectoryOf(name);
        var configuration = Path.Combine(directory, "configuration");
        return builder.AddResource(new EdgeProcessResource(name, "/bin/sh", builder.AppHostDirectory))
            .WithArgs("-c", Start, configuration, program)
            .OnBeforeResourceStarted((_, start, _) =>
            {
                var model = start.Services.GetRequiredService<DistributedApplicationModel>();
                Directory.CreateDirectory(configuration);
                var temporary = Directory.CreateDirectory(Path.Combine(directory, "temporary")).FullName;
                foreach (var file in NginxConfiguration.Render(Profile(model, temporary)))
                {
                    File.WriteAllBytes(Path.Combine(configuration, file.Path), file.Content.ToArray());
                }

                return Task.CompletedTask;
            });
    }

    private static EdgeProfile Profile(DistributedApplicationModel model, string temporary) => new()
    {
        Listeners = [new(null, ListenerKind.Plain)],
        Backend = new(Backend, AddressOf(model, Backend)),
        Frontend = new(Frontend, AddressOf(model, Frontend)),
        Temporary = temporary,
        // Run as root, its workers would otherwise switch to a user without access to these directories.
        User = Environment.IsPrivilegedProcess ? Environment.UserName : null,
        ShutdownSeconds = 1,
        IsPublic = false,
    };

    private static string AddressOf(DistributedApplicationModel model, string resource) =>
        $"127.0.0.1:{((IResourceWithEndpoints)model.Resources.Single(r => r.Name == resource)).GetEndpoint("http").Port}";
}
