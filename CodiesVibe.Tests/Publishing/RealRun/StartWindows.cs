namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>How long after the first command each phase of a start may be ready at the latest; these are promises to the operator, not a benchmark.</summary>
internal static class StartWindows
{
    private static readonly (TimeSpan Latest, string[] Services)[] s_phases =
    [
        (TimeSpan.FromSeconds(60), ["mongodb", "redis"]),
        (TimeSpan.FromSeconds(120), ["backend"]),
        (TimeSpan.FromSeconds(150), ["frontend"]),
        (TimeSpan.FromSeconds(180), ["nginx"]),
        (TimeSpan.FromSeconds(240), ["prometheus", "grafana", "loki", "promtail", "alertmanager", "node-exporter"]),
    ];

    /// <param name="ready">When each service was ready.</param>
    public static void Check(IReadOnlyDictionary<string, TimeSpan> ready)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", ready.OrderBy(at => at.Value).Select(at => $"{at.Key} {at.Value.TotalSeconds:0} s")));
        Assert.All(s_phases, phase => Assert.All(phase.Services, service => Assert.InRange(ready[service], TimeSpan.Zero, phase.Latest)));
    }
}
