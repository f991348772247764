using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>
/// What becomes of the model's waits. Inside a file they are edges; from the application to the infrastructure file they are a gate, which is
/// a container of its own that waits and ends; what is left has no place in the files and is named in the README.
/// </summary>
internal static class Waits
{
    /// <summary>Edges inside a file.</summary>
    public static IEnumerable<WaitFacts> Inside(SystemModel model, ComposeFile file, Service service) =>
        service.Facts.Waits.Where(wait => Stands(file, model.Find(wait.For)!));

    /// <summary>Waits that the gate stands for.</summary>
    public static IEnumerable<WaitFacts> Gated(SystemModel model, Service service) =>
        service.Facts.Tier == Tier.Application
            ? service.Facts.Waits.Where(wait => wait.Until == WaitUntil.Healthy && model.Find(wait.For)!.Facts.Tier == Tier.Infrastructure)
            : [];

    /// <summary>What the service's gate waits for, inside the system and outside of it; empty where it needs no gate.</summary>
    public static IEnumerable<string> GateTargets(SystemModel model, Service service) => Gated(model, service).Select(wait => wait.For).Concat(service.Facts.External);

    /// <summary>Waits that stand in no file, by service.</summary>
    public static IEnumerable<(Service Service, WaitFacts Wait)> Dropped(SystemModel model) =>
        from service in model.Services
        from wait in service.Facts.Waits.Except(Gated(model, service))
        where !ComposeFile.All.Any(file => Stands(file, service) && Stands(file, model.Find(wait.For)!))
        select (service, wait);

    private static bool Stands(ComposeFile file, Service service) => file.Tiers.Contains(service.Facts.Tier);
}
