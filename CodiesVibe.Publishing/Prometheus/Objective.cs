using System.Globalization;

namespace CodiesVibe.Publishing.Prometheus;

/// <summary>What is promised, over 30 days.</summary>
/// <param name="Name">The value of the label <c>slo</c>.</param>
/// <param name="Target">The share that has to be good.</param>
/// <param name="BadRatio">The share that was bad over a window, in PromQL; without labels.</param>
internal sealed record Objective(string Name, decimal Target, Func<string, string> BadRatio)
{
    /// <summary>What is left of the bad share allowed in 30 days, by <c>slo</c>: 1 is all; below 0 the promise is broken.</summary>
    public const string BudgetLeft = "slo:error_budget_left:ratio30d";

    /// <summary>How many times faster than allowed the budget is used up, by <c>slo</c>; the window is part of the name.</summary>
    public static string BurnRate(string window) => $"slo:burn_rate:{window}";

    public static IReadOnlyList<Objective> All { get; } =
    [
        new("availability", 0.999m, DownRatio),
        new("errors", 0.999m, window => $"{ServiceLevels.FailedRate(window)} / {Traffic(window)}"),
        new("latency", 0.99m, window => $"({ServiceLevels.Rate(window)} - {ServiceLevels.FastRate(window)}) / {Traffic(window)}"),
    ];

    private static readonly string[] s_windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];

    public static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        new("burn-rates", [.. from window in s_windows from objective in All select objective.Recording(BurnRate(window), objective.Burn(window))], "30s"),
        new("error-budgets", [.. from objective in All select objective.Recording(BudgetLeft, $"1 - {objective.Burn("30d")}")], "5m"),
        new("burn-alerts",
        [
            new Alert("ErrorBudgetBurnsFast", Severity.Critical, $"{Burning("1h", "5m", "14.4")}\nor\n{Burning("6h", "30m", "6")}", "2m",
                "The 30-day {{ $labels.slo }} budget burns {{ $value | printf \"%.0f\" }} times too fast.",
                "At this rate it will be used up within days. The dashboard SLO shows since when, and Backend shows which route. Roll back the last release if the errors began with it.")
                { Service = ServiceLevels.Backend },
            new Alert("ErrorBudgetBurnsSlowly", Severity.Warning, $"{Burning("1d", "2h", "3")}\nor\n{Burning("3d", "6h", "1")}", "15m",
                "The {{ $labels.slo }} budget will be used up in less than 30 days.",
                "A small share of requests keeps failing or is slow. The dashboard SLO shows since when, and Backend shows which route.")
                { Service = ServiceLevels.Backend },
        ]),
    ];

    /// <summary>Traffic of less than one request in ten seconds counts as that much, so that a single failure at night wakes nobody.</summary>
    private static string Traffic(string window) => $"clamp_min({ServiceLevels.Rate(window)}, 0.1)";

    /// <summary>The long window says that it matters, the short one that it goes on.</summary>
    private static string Burning(string longWindow, string shortWindow, string factor) =>
        $"({BurnRate(longWindow)} > {factor} and {BurnRate(shortWindow)} > {factor})";

    /// <summary>The share of the whole window in which the site was down: the time before its first start, of which nothing is known, does not count as down.</summary>
    private static string DownRatio(string window)
    {
        var seconds = int.Parse(window[..^1], CultureInfo.InvariantCulture) * (window[^1] switch { 'm' => 60, 'h' => 3600, _ => 86400 });
        return string.Create(CultureInfo.InvariantCulture, $"(1 - avg_over_time({ServiceLevels.SiteUp}[{window}])) * clamp_max((time() - {ServiceLevels.FirstUp}) / {seconds}, 1)");
    }

    private string Burn(string window) => $"({BadRatio(window)}) / {(1 - Target).ToString(CultureInfo.InvariantCulture)}";

    private Recording Recording(string name, string expression) => new(name, expression) { Label = ("slo", Name) };
}
