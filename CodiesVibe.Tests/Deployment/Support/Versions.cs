using System.Formats.Tar;
using System.Text;
using CodiesVibe.Tests.LongRequests;
using CodiesVibe.Tests.Publishing.RealRun.Images;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>
/// Versions of the product in the registry. They differ from the built images in the version that they report, or in a fault, and their API
/// has <see cref="LongRequestEndpoints"/> too.
/// </summary>
internal static class Versions
{
    private static readonly string s_longRequests = typeof(LongRequestEndpoints).Assembly.Location;

    private static readonly string s_backend =
        $"""
        FROM {ProductionImages.Backend}
        COPY {Path.GetFileName(s_longRequests)} /test/
        ENV DOTNET_STARTUP_HOOKS=/test/{Path.GetFileName(s_longRequests)} ASPNETCORE_HOSTINGSTARTUPASSEMBLIES={typeof(LongRequestEndpoints).Assembly.GetName().Name}
        """;

    /// <summary>Builds a version and pushes it; it is removed from the engine, so that a deployment has to pull it.</summary>
    /// <param name="engine">The engine that builds it.</param>
    /// <param name="version">The version.</param>
    /// <param name="backend">Further lines of the backend's Dockerfile.</param>
    /// <param name="frontend">Further lines of the front end's Dockerfile.</param>
    public static async Task PushAsync(DockerClient engine, string version, string backend = "", string frontend = "")
    {
        await PushImageAsync(engine, "backend", version, $"{s_backend}\nENV SERVICE_VERSION={version}\n{backend}\n");
        await PushImageAsync(engine, "frontend", version,
            $$"""
            FROM {{ProductionImages.Frontend}}
            USER 0
            RUN printf '{"version":"%s"}' {{version}} > /usr/share/nginx/html/version.json
            {{frontend}}
            USER 101

            """);
    }

    private static async Task PushImageAsync(DockerClient engine, string service, string version, string dockerfile)
    {
        var image = $"{Vps.Registry}/codiesvibe-{service}:{version}";
        await engine.DockerAsync(["build", "--network", "none", "--tag", image, "-"], await ContextAsync(dockerfile));
        await engine.DockerAsync("push", "--quiet", image);
        await engine.DockerAsync("rmi", image);
    }

    private static async Task<Stream> ContextAsync(string dockerfile)
    {
        var context = new MemoryStream();
        await using (var archive = new TarWriter(context, TarEntryFormat.Ustar, leaveOpen: true))
        {
            await archive.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(dockerfile)) });
            await archive.WriteEntryAsync(s_longRequests, Path.GetFileName(s_longRequests));
        }

        context.Position = 0;
        return context;
    }
}
