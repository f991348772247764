using System.Security.Cryptography;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>
/// The configuration of nginx at the edge. Its files refer to each other by name, so the directory may lie anywhere:
/// <c>nginx -c DIRECTORY/nginx.conf</c>.
/// </summary>
public static class NginxConfiguration
{
    private const string Directory = "nginx";

    /// <summary>The script with which production starts nginx.</summary>
    internal const string Script = "start.sh";

    /// <summary>The files for production below <c>nginx/</c>, and the link <c>nginx.conf</c> to the first of them; none without an edge.</summary>
    /// <exception cref="PublishingException">There is nothing behind the edge.</exception>
    internal static IEnumerable<GeneratedFile> Render(SystemModel model) =>
        EdgeProfile.Production(model) is { } profile
            ?
            [
                .. Render(profile).Select(file => file with { Path = $"{Directory}/{file.Path}" }),
                GeneratedFile.Text($"{Directory}/{Script}", Resource.Read($"Nginx/{Script}")),
                GeneratedFile.Text(MainFile.Name, $"{Directory}/{MainFile.Name}", FileKind.Link),
            ]
            : [];

    /// <summary>The files for one place, relative to their directory.</summary>
    /// <exception cref="PublishingException">A value of the profile cannot stand in the configuration.</exception>
    public static IReadOnlyList<GeneratedFile> Render(EdgeProfile profile)
    {
        List<(string Name, string Text)> files =
        [
            (MainFile.Name, MainFile.Render(profile, SitesFile.Name)),
            ("forward.conf", ForwardFile.Render(profile)),
            ("headers.conf", SharedFacts.FillIn("headers.conf")),
            ("limits.conf", profile.IsPublic ? Resource.Read("Nginx/limits.conf") : "# A developer may ask as often as he likes.\n"),
            ("log.conf", Resource.Read("Nginx/log.conf") + (profile.IsPublic ? "" : $"\n{Resource.Read("Nginx/console.conf")}")),
            ("proxy.conf", SharedFacts.FillIn("proxy.conf")),
            ("replies.conf", Resource.Read("Nginx/replies.conf")),
            ("server.conf", SharedFacts.FillIn("server.conf")),
            ("slots.conf", SlotsFile.Render(profile)),
            ("routes.conf", RoutesFile.Render(profile, _ => true)),
            ("routes-health.conf", RoutesFile.Render(profile, route => route.Kind == Routing.RouteKind.Health)),
            ("tls.conf", Resource.Read("Nginx/tls.conf")),
            (SitesFile.Name, SitesFile.Render(profile)),
        ];
        if (profile.Certificates is not null)
        {
            var withoutTls = profile with { Listeners = [.. profile.Listeners.Where(listener => listener.Kind != ListenerKind.Tls)] };
            files.Add((MainFile.NameWithoutTls, MainFile.Render(withoutTls, SitesFile.NameWithoutTls)));
            files.Add((SitesFile.NameWithoutTls, SitesFile.Render(withoutTls)));
        }

        var generated = files.Select(file => GeneratedFile.Text(file.Name, file.Text.ReplaceLineEndings("\n"))).ToList();
        return [.. generated, GeneratedFile.Text("status.conf", StatusFile.Render(profile, HashOf(generated)).ReplaceLineEndings("\n"))];
    }

    private static string HashOf(IEnumerable<GeneratedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(file.Content.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
