using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The system as the edge sees it.</summary>
internal static class EdgeModel
{
    /// <summary>The real one.</summary>
    public static SystemModel Create() => ManifestReader.Read(Path.Combine(Repository.Root, "aspire-manifest.json"));

    public static Service Edge => new()
    {
        Name = "nginx",
        Bindings = [new("http", "http", 80, External: true), new("https", "https", 443, External: true)],
        Facts = new() { Tier = Tier.Edge },
    };

    public static SystemModel With(params Service[] services) => new("codiesvibe", [], [.. services.OrderBy(service => service.Name, StringComparer.Ordinal)], [], []);

    public static Service Server(string name, int port) => new()
    {
        Name = name,
        Bindings = [new("http", "http", port, External: false)],
        Facts = new() { Tier = Tier.Application },
    };
}
