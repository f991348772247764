using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>
/// One of the two places of an application service. Compose knows a container by project and service key, so the two have different keys;
/// everybody addresses a slot by its alias.
/// </summary>
internal sealed record Slot(string Colour, string KeySuffix)
{
    public static Slot Blue { get; } = new(Slots.Blue, "");

    public static Slot Green { get; } = new(Slots.Green, $"-{Slots.Green}");

    /// <summary>The service key of a service's slot.</summary>
    public string KeyOf(string service) => service + KeySuffix;

    /// <summary>The name by which the slot is reached on the networks.</summary>
    public string AliasOf(string service) => $"{service}-{Colour}";
}
