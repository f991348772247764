using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The part of the system that the edge sees.</summary>
internal static class EdgeModel
{
    public static SystemModel Create() => With(Edge, Server("backend", 4000), Server("frontend", 3000));

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
