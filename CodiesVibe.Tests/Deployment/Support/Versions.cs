using System.Text;
using CodiesVibe.Tests.Publishing.RealRun.Images;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>Versions of the product in the registry. They differ from the built images in what they say of their version, or in a fault.</summary>
internal static class Versions
{
    /// <summary>Makes a version that works and pushes it.</summary>
    public static async Task PushAsync(DockerClient engine, string version)
    {
        await PushAsync(engine, "backend", version, $"FROM {ProductionImages.Backend}\nENV SERVICE_VERSION={version}\n");
        await PushAsync(engine, "frontend", version,
            $$"""
            FROM {{ProductionImages.Frontend}}
            USER 0
            RUN printf '{"version":"%s"}' {{version}} > /usr/share/nginx/html/version.json
            USER 101

            """);
    }

    /// <summary>Makes an image by a Dockerfile and pushes it; the engine forgets it, so that a deployment has to pull it.</summary>
    public static async Task PushAsync(DockerClient engine, string service, string version, string dockerfile)
    {
        var image = $"{Vps.Registry}/codiesvibe-{service}:{version}";
        await engine.DockerAsync(["build", "--network", "none", "--tag", image, "-"], new MemoryStream(Encoding.UTF8.GetBytes(dockerfile)));
        await engine.DockerAsync("push", "--quiet", image);
        await engine.DockerAsync("rmi", image);
    }
}
