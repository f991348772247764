namespace CodiesVibe.Publishing.Prometheus;

/// <summary>What people get of the service, as recorded series. All slots count as one: an idle one changes nothing.</summary>
internal static class ServiceLevels
{
    /// <summary>The service that answers for the product.</summary>
    public const string Backend = "backend";

    /// <summary>Whether any slot of a service answers, by service. It begins when one answers for the first time: what is being installed is not down.</summary>
    public const string Up = "service:up:max";

    /// <summary>Whether visitors get both the page and the API from the edge, as the backend sees it; 0 as well when no slot of the backend is there to see it. It begins when they do for the first time.</summary>
    public const string SiteUp = "site:up:min";

    /// <summary>When visitors got the site for the first time, as Unix time.</summary>
    public const string FirstUp = "site:first_up:timestamp";

    /// <summary>The share of the last hour in which visitors got the site.</summary>
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
        new Recording(Up, OnceUp(Up, AnySlotUp, "service")),
        new Recording(SiteUp, OnceUp(SiteUp, $"(min(max by (path) (codiesvibe_edge_up)) or max(up{{service=\"{Backend}\"}}) == 0)", "")),
        new Recording(FirstUp, $"last_over_time({FirstUp}[1d]) or {SiteUp} * 0 + time()"),
        new Recording(Availability, $"avg_over_time({SiteUp}[1h])"),
        new Recording(RequestRate, Rate("5m")),
        new Recording(ErrorRatio, $"{FailedRate("5m")} / ({Rate("5m")} > 0)"),
        .. from quantile in (string[])["0.5", "0.95", "0.99"]
           select new Recording(Latency, $"histogram_quantile({quantile}, sum by (le) (rate({Series("bucket")}[5m])))") { Label = ("quantile", quantile) },
    ]);

    /// <summary>Whether any slot of a service answers, whether one ever did or not.</summary>
    public const string AnySlotUp = """max by (service) (up{slot!=""})""";

    /// <summary>Requests in a second, over a window.</summary>
    public static string Rate(string window) => $"(sum(rate({Series("count")}[{window}])) or vector(0))";

    /// <summary>Requests in a second that failed by our fault.</summary>
    public static string FailedRate(string window) => $"""(sum(rate({Series("count", "http_response_status_code=~\"5..\"")}[{window}])) or vector(0))""";

    /// <summary>Requests in a second that were answered fast.</summary>
    public static string FastRate(string window) => $"""(sum(rate({Series("bucket", $"le=\"{FastSeconds}\"")}[{window}])) or vector(0))""";

    /// <summary>A state from the moment on that it was first 1; it remembers that by its own last value, over an absence of Prometheus of up to a day.</summary>
    private static string OnceUp(string name, string now, string labels) => $"{now} == 1 or ({now} and on ({labels}) last_over_time({name}[1d]))";

    /// <summary>The histogram of the requests of people; probes come often and would hide what happens to them.</summary>
    /// <param name="part"><c>count</c> or <c>bucket</c>.</param>
    /// <param name="matchers">Further matchers of PromQL.</param>
    public static string Series(string part, params string[] matchers) =>
        $$"""http_server_request_duration_seconds_{{part}}{{{string.Join(",", ["http_route=~\"/api/.+\"", "http_route!=\"/api/health\"", .. matchers])}}}""";
}
