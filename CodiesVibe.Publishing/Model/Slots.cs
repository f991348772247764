namespace CodiesVibe.Publishing.Model;

/// <summary>The two places that a service of the application has; one serves while the other is replaced.</summary>
internal static class Slots
{
    public const string Blue = "blue";

    public const string Green = "green";

    public static readonly IReadOnlyList<string> All = [Blue, Green];
}
