namespace CodiesVibe.Publishing.Grafana;

/// <summary>Where Grafana reads from. A source has one word: its service, its kind, its name and its uid are all called so.</summary>
internal static class Sources
{
    public const string Metrics = "prometheus";

    public const string Logs = "loki";

    public const string Alerts = "alertmanager";

    public static readonly IReadOnlyList<string> All = [Metrics, Logs, Alerts];
}
