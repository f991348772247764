using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Healing;

/// <summary>The script that restarts what hangs, since the engine leaves an unhealthy container as it is.</summary>
internal static class HealScript
{
    /// <summary>The script's name.</summary>
    public const string Path = "heal.sh";

    public static IEnumerable<GeneratedFile> Render(SystemModel model) => !model.HasFacts ? [] :
        [GeneratedFile.Text(Path, Resource.Read(Path) + string.Concat(model.Services.Where(service => service.Facts.Probe is not null).SelectMany(Lines)), FileKind.Executable)];

    /// <summary>The probe of the product asks for what it needs as well; those of all others ask about themselves alone.</summary>
    private static IEnumerable<string> Lines(Service service) => service.Facts.Tier == Tier.Application
        ? ((string[])[service.Name, $"{service.Name}-{Slots.Green}"]).Select(name => $"heal {string.Join(' ', service.Facts.Waits.Where(wait => wait.Until == WaitUntil.Healthy).Select(wait => wait.For).Prepend(name))}\n")
        : [$"heal {service.Name}\n"];
}
