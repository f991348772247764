using System.Globalization;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Cloudflared;

/// <summary>Where the tunnel leads.</summary>
internal static class CloudflaredConfiguration
{
    private const string Directory = "cloudflared";

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.Services.FirstOrDefault(service => service.Facts.Mounts.Any(mount => mount.Source == Directory)) is { } tunnel)
        {
            var document = new YamlMap { { "ingress", [new YamlMap { { "service", $"http://{AddressOf(tunnel)}" } }] } };
            yield return GeneratedFile.Text($"{Directory}/config.yml", YamlWriter.Write(document, "The token identifies the tunnel and authorizes this connector."));
        }
    }

    /// <summary>Host and port that the tunnel leads to: what it waits for is the edge.</summary>
    /// <exception cref="PublishingException">It waits for nothing.</exception>
    public static string AddressOf(Service tunnel) => tunnel.Facts.Waits is [var edge, ..]
        ? string.Create(CultureInfo.InvariantCulture, $"{edge.For}:{EdgeProfile.TunnelPort}")
        : throw new PublishingException($"Service '{tunnel.Name}' does not wait for the edge, so the target of the tunnel is unknown. Add the wait in the app host.");
}
