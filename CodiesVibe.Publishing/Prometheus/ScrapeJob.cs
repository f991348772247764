using System.Globalization;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Prometheus;

/// <summary>A service whose metrics Prometheus collects.</summary>
/// <param name="Service">The service; the job is called so.</param>
/// <param name="Path">Where the metrics are served.</param>
/// <param name="Targets">Its addresses: one, or one for each slot.</param>
internal sealed record ScrapeJob(string Service, string Path, IReadOnlyList<ScrapeTarget> Targets)
{
    /// <summary>The profile without which it does not run, or <c>tunnel</c>; nobody is told that it is down then.</summary>
    public string? Profile { get; init; }

    /// <summary>The jobs of the model, in its order. Of a service in two slots both are asked, although mostly one runs.</summary>
    public static IEnumerable<ScrapeJob> Of(SystemModel model) =>
        from service in model.Services
        let scrape = service.Facts.Scrape
        where scrape is not null
        select new ScrapeJob(service.Name, scrape.Path, [.. Addresses(service, scrape.Port)]) { Profile = service.Facts.Profile ?? (service.Facts.Tier == Tier.Tunnel ? "tunnel" : null) };

    private static IEnumerable<ScrapeTarget> Addresses(Service service, int port)
    {
        var suffix = port.ToString(CultureInfo.InvariantCulture);
        return service.Facts.Tier == Tier.Application
            ? Slots.All.Select(slot => new ScrapeTarget($"{service.Name}-{slot}:{suffix}", slot))
            : [new ScrapeTarget($"{service.Name}:{suffix}")];
    }
}

/// <summary>An address that serves metrics.</summary>
/// <param name="Address">Host and port.</param>
/// <param name="Slot">The slot that it is; null for a service without slots.</param>
internal sealed record ScrapeTarget(string Address, string? Slot = null);
