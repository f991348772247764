using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Promtail;

namespace CodiesVibe.Publishing.Compose;

/// <summary>Which services stand in a file, and how.</summary>
internal static class Placement
{
    /// <summary>The key of the gate.</summary>
    public const string Gate = "wait-for-infra";

    /// <summary>The services of a file, the gate first.</summary>
    public static IReadOnlyList<PlacedService> In(ComposeFile file, SystemModel model)
    {
        var services = model.Services.Where(service => file.Tiers.Contains(service.Facts.Tier)).ToList();
        return [.. GateOf(file, model, services), .. services.Select(service => Place(file, model, service))];
    }

    private static PlacedService Place(ComposeFile file, SystemModel model, Service service)
    {
        var hasSlots = service.Facts.Tier == Tier.Application;
        var stage = file.FromSources && service.Facts.Build is not null ? "development" : null;
        List<WaitFacts> waits = [.. Waits.Inside(model, file, service).Select(wait => wait with { For = KeyOf(file, model.Find(wait.For)!) })];
        if (Waits.GateTargets(model, service).Any())
        {
            waits.Insert(0, new(file.Slot.KeyOf(Gate), WaitUntil.Completed));
        }

        return new(InSlot(file.Slot, stage is null ? service : Developed(service)), KeyOf(file, service))
        {
            Aliases = hasSlots ? [file.Slot.AliasOf(service.Name)] : [],
            DependsOn = waits,
            Ports = !file.OpensPorts ? [] : file.FromSources ? service.Facts.Development?.Ports ?? [] : service.Facts.Published,
            Stage = stage,
        };
    }

    private static string KeyOf(ComposeFile file, Service service) =>
        service.Facts.Tier == Tier.Application ? file.Slot.KeyOf(service.Name) : service.Name;

    /// <summary>A service that sends telemetry says which slot it is of.</summary>
    private static Service InSlot(Slot slot, Service service) =>
        service.Facts.Tier == Tier.Application && service.Environment.Any(variable => variable.Key == "OTEL_EXPORTER_OTLP_ENDPOINT")
            ? service with
            {
                Environment = [.. service.Environment.Append(new("OTEL_RESOURCE_ATTRIBUTES", new([new LiteralPart($"{PromtailConfiguration.SlotAttribute}={slot.Colour}")])))
                    .OrderBy(variable => variable.Key, StringComparer.Ordinal)],
            }
            : service;

    private static Service Developed(Service service)
    {
        var development = service.Facts.Development ?? new([]);
        var environment = service.Environment.ToDictionary(variable => variable.Key, variable => variable.Value);
        foreach (var (name, value) in development.Environment)
        {
            environment[name] = new([new LiteralPart(value)]);
        }

        return service with
        {
            // The development stage of the image knows how it starts.
            Entrypoint = null,
            Arguments = [],
            Environment = [.. environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)],
            Facts = service.Facts with { Probe = development.Probe ?? service.Facts.Probe },
        };
    }

    private static string WayOut(SystemModel model, Service service) =>
        service.Facts.Networks.FirstOrDefault(name => model.Networks.Any(network => network.Name == name && !network.Internal))
        ?? throw new PublishingException($"Service '{service.Name}' uses a server outside of the system, but its networks have no way out. Add one that is not internal to its Networks.");

    /// <summary>The gate is the image of the first service that waits, with that service's settings, on the networks of what is waited for, or with a way out to it.</summary>
    private static IEnumerable<PlacedService> GateOf(ComposeFile file, SystemModel model, List<Service> services)
    {
        var waiting = services.Where(service => Waits.GateTargets(model, service).Any()).ToList();
        if (waiting.Count == 0)
        {
            yield break;
        }

        var service = waiting[0];
        var targets = waiting.SelectMany(other => Waits.GateTargets(model, other)).Distinct().Order(StringComparer.Ordinal).ToList();
        var networks = targets.SelectMany(target => model.Find(target)?.Facts.Networks ?? [WayOut(model, service)]).ToHashSet();
        var program = service.Facts.Gate
            ?? throw new PublishingException($"Service '{service.Name}' waits for services of the infrastructure file, but declares no program that waits for them. Set its Gate.");
        yield return new(
            service with
            {
                Bindings = [],
                Facts = service.Facts with { Networks = [.. service.Facts.Networks.Where(networks.Contains)] },
            },
            file.Slot.KeyOf(Gate))
        {
            Stage = file.FromSources ? "production" : null,
            GateFor = targets,
        };
    }
}
