using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Cloudflared;

/// <summary>Where the tunnel leads.</summary>
internal static class CloudflaredConfiguration
{
    private const string Directory = "cloudflared";

    /// <summary>The edge's listener that does not redirect: TLS ends at Cloudflare.</summary>
    private const int Port = 8080;

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        var edge = model.Services.FirstOrDefault(service => service.Facts.Tier == Tier.Edge);
        if (edge is not null && model.Services.Any(service => service.Facts.Mounts.Any(mount => mount.Source == Directory)))
        {
            yield return GeneratedFile.Text(
                $"{Directory}/config.yml",
                $"""
                # Made by `aspire publish`: change the model, not this file.
                # Which tunnel this is, and who may run it, is in the token.
                ingress:
                  - service: http://{edge.Name}:{Port}

                """);
        }
    }
}
