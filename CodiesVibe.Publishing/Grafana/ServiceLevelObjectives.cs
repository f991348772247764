using System.Globalization;
using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>What was promised, what is left of it, and how fast it goes.</summary>
internal static class ServiceLevelObjectives
{
    public static readonly Dashboard Dashboard = new("slo", "SLO",
    [
        .. Objective.All.Select(objective => new Panel(PanelKind.Stat, $"{objective.Name}: error budget left", "percentunit", new Query($"{Objective.BudgetLeft}{{slo=\"{objective.Name}\"}}"))
        {
            Width = 8,
            Height = 5,
            Thresholds = new(0.5, 0),
            Description = $"The share of the 30-day error budget that is left, with a target of {Percent(objective.Target)}. Below 0 %, the objective is missed.",
        }),
        Lines("Error budget left", "percentunit", new Query(Objective.BudgetLeft, "{{slo}}")) with { Width = 24 },
        Lines("Burn rate: last hour", "short", new Query(Objective.BurnRate("1h"), "{{slo}}")) with { Thresholds = new(6, 14.4), Description = "A rate of 1 uses up the budget in 30 days. A rate of 14.4 triggers a critical alert." },
        Lines("Burn rate: last three days", "short", new Query(Objective.BurnRate("3d"), "{{slo}}")) with { Thresholds = new(1, 3) },
        Lines("Availability in the last hour", "percentunit", new Query(ServiceLevels.Availability, "site")) with { Max = 1 },
        Lines("Failed requests", "percentunit", new Query(ServiceLevels.ErrorRatio, "share")),
        Lines("Response time", "s", new Query(ServiceLevels.Latency, "{{quantile}}")),
        Lines("Requests", "reqps", new Query(ServiceLevels.RequestRate, "requests")),
    ])
    { From = "now-7d" };

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    private static Panel Lines(string title, string unit, params Query[] queries) => new(PanelKind.Lines, title, unit, queries);
}
