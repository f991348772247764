namespace CodiesVibe.Publishing.Prometheus;

/// <summary>What people get of the service, as recorded series. All slots count as one: an idle one changes nothing.</summary>
internal static class ServiceLevels
{
    /// <summary>The service that answers for the product.</summary>
    public const string Backend = "backend";

    /// <summary>Whether any slot of a service answers, by service.</summary>
    public const string Up = "service:up:max";

    /// <summary>The share of the last hour in which any slot answered, by service.</summary>
    public const string Availability = "sli:availability:avg1h";

    /// <summary>Requests to the API in a second.</summary>
    public const string RequestRate = "sli:requests:rate5m";

    /// <summary>The share of the requests that the API failed to answer.</summary>
    public const string ErrorRatio = "sli:errors:ratio_rate5m";

    /// <summary>The time within which a share of the requests is answered, in seconds, by <c>quantile</c>.</summary>
    public const string Latency = "sli:latency_seconds:rate5m";

    /// <summary>Answers within this count as fast, in seconds: a bound of the histogram.</summary>
    private const string FastSeconds = "0.5";

    public static RuleGroup Group { get; } = new("service-levels",
    [
        new Recording(Up, """max by (service) (up{slot!=""})"""),
        new Recording(Availability, $"avg_over_time({Up}[1h])"),
        new Recording(RequestRate, Rate("5m")),
        new Recording(ErrorRatio, $"{FailedRate("5m")} / ({Rate("5m")} > 0)"),
        .. from quantile in (string[])["0.5", "0.95", "0.99"]
           select new Recording(Latency, $"histogram_quantile({quantile}, sum by (le) (rate({Series("bucket")}[5m])))") { Label = ("quantile", quantile) },
    ]);

    /// <summary>Requests in a second, over a window.</summary>
    public static string Rate(string window) => $"(sum(rate({Series("count")}[{window}])) or vector(0))";

    /// <summary>Requests in a second that failed by our fault.</summary>
    public static string FailedRate(string window) => $"""(sum(rate({Series("count", "http_response_status_code=~\"5..\"")}[{window}])) or vector(0))""";

    /// <summary>Requests in a second that were answered fast.</summary>
    public static string FastRate(string window) => $"""(sum(rate({Series("bucket", $"le=\"{FastSeconds}\"")}[{window}])) or vector(0))""";

    /// <summary>The histogram of the requests of people; probes come often and would hide what happens to them.</summary>
    /// <param name="part"><c>count</c> or <c>bucket</c>.</param>
    /// <param name="matchers">Further matchers of PromQL.</param>
    public static string Series(string part, params string[] matchers) =>
        $$"""http_server_request_duration_seconds_{{part}}{{{string.Join(",", ["http_route=~\"/api/.+\"", "http_route!=\"/api/health\"", .. matchers])}}}""";
}
