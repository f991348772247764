namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the product: a part is down, fails, is slow, or soon cannot be reached.</summary>
internal static class ServiceAlerts
{
    /// <summary>How long the certificate of the site is still good, in seconds.</summary>
    public const string Certificate = "min(codiesvibe_edge_certificate_not_after_seconds) - time()";

    /// <summary>Requests that the edge answers in a second, counted from its log.</summary>
    public const string EdgeRequests = "sum(rate(codiesvibe_edge_responses_total[5m]))";

    /// <summary>The share of them that it answers with 5xx, its own errors included.</summary>
    public const string EdgeErrors = $"sum(rate(codiesvibe_edge_failures_total[5m])) / ({EdgeRequests} > 0)";

    /// <summary>
    /// Programs that began more than twice in a quarter of an hour, by service: as their start time says, or counters that begin again. Slots of a service count
    /// apart, as both begin when they change places.
    /// </summary>
    /// <param name="ownDatabase">Whether the database server is part of the system.</param>
    private static string Restarts(bool ownDatabase) => string.Join("\nor\n", (string[])
    [
        "max by (service) (changes(process_start_time_seconds[15m])) > 2",
        $"max by (service) ({Resets("redis_uptime_in_seconds", "redis")}) > 2",
        $"max by (service) ({Resets("nginx_http_requests_total", "nginx")}) > 2",
        .. ownDatabase ? [$"max by (service) ({Resets("codiesvibe_mongodb_operations_total", "mongodb")}) > 2"] : Array.Empty<string>(),
    ]);

    /// <param name="ownDatabase">Whether the database server is part of the system.</param>
    public static IReadOnlyList<RuleGroup> Groups(bool ownDatabase) =>
    [
        new("services",
        [
            new Alert("ServiceDown", Severity.Critical, $"{ServiceLevels.Up} == 0", "1m",
                "No slot of {{ $labels.service }} answers.",
                "Check its containers with `docker ps -a`, and their logs. Start the slot that was active last, or roll back."),
            new Alert("ServiceNeverStarted", Severity.Warning, $"{ServiceLevels.AnySlotUp} == 0 unless on (service) {ServiceLevels.Up}", "1h",
                "{{ $labels.service }} has not answered since monitoring began.",
                "Check its containers with `docker ps -a`, and their logs."),
            new Alert("SiteDown", Severity.Critical, $"{ServiceLevels.SiteUp} == 0", "1m",
                "Visitors do not get the site from the edge.",
                "Compare the flags in state/active with the slots that run (`docker ps`): the edge may point at a slot that does not. Then check `docker-compose -f docker-compose.production.yml logs nginx`.") { Service = "nginx" },
            new Alert("EdgeErrorRate", Severity.Critical, $"{EdgeErrors} > 0.05 and {EdgeRequests} > 0.1", "5m",
                "The edge answers {{ $value | humanizePercentage }} of the requests with 5xx.",
                "In the log of the edge, `target` and `upstream_status` say which server fails. An empty `upstream_status` means that it could not be reached.") { Service = "nginx" },
            new Alert("EdgeDown", Severity.Critical, "max(nginx_up) == 0", "1m",
                "The edge does not answer.",
                "The site is down. Check `docker-compose -f docker-compose.production.yml logs nginx`, which also names errors in the configuration.") { Service = "nginx" },
            Down("MongoDbDown", "mongodb", Reported("mongodb"), "The backend cannot reach MongoDB.", "Only cached answers are served; all other requests fail with status 503. Check "
                + (ownDatabase ? "`docker-compose -f docker-compose.infra.yml logs mongodb` and the disk of MongoDB." : "the server that its connection string names, and the way to it.")),
            Down("RedisDown", "redis", $"{Reported("redis")} or max(redis_up) == 0", "Redis does not answer.", "The site works without its cache, but is slower. Check `docker-compose -f docker-compose.infra.yml logs redis`. This alert also fires when Redis rejects the password of the exporter."),
            new Alert("RestartsAgainAndAgain", Severity.Warning, Restarts(ownDatabase), "0m",
                "{{ $labels.service }} has restarted {{ $value }} times in a quarter of an hour.",
                "Check its containers, which `docker ps -a --filter name={{ $labels.service }}` lists: their `docker logs`, and with `docker inspect` whether one was killed for its memory (OOMKilled)."),
            new Alert("TunnelDown", Severity.Critical, """max(cloudflared_tunnel_ha_connections) == 0 or (max(up{service="cloudflared"}) == 0 and max(max_over_time(up{service="cloudflared"}[1d])) == 1)""", "2m",
                "The tunnel is not connected to Cloudflare.",
                "No request arrives through it. Check `docker-compose -f docker-compose.cloudflare.yml logs cloudflared` and the status of Cloudflare. If you have stopped the tunnel for good, silence this alert for a day.") { Service = "cloudflared" },
            new Alert("HighErrorRate", Severity.Critical, $"{ServiceLevels.ErrorRatio} > 0.05 and {ServiceLevels.RequestRate} > 0.1", "5m",
                "{{ $value | humanizePercentage }} of the requests to the API fail.",
                "The dashboard Backend shows which route fails and since when. Roll back the last release if the errors began with it.") { Service = ServiceLevels.Backend },
            new Alert("HighLatency", Severity.Warning, $"{ServiceLevels.Latency}{{quantile=\"0.95\"}} > 1", "10m",
                "One in twenty requests to the API takes longer than {{ $value | humanizeDuration }}.",
                "The dashboard Backend shows which route is slow. The usual causes are a low hit rate of the cache and a high CPU usage of the host.") { Service = ServiceLevels.Backend },
            new Alert("MongoDbConnectionsRunOut", Severity.Warning,
                """min(codiesvibe_mongodb_connections{state="available"}) < 0.1 * (min(codiesvibe_mongodb_connections{state="available"}) + max(codiesvibe_mongodb_connections{state="current"}))""", "5m",
                "MongoDB has only {{ $value | printf \"%.0f\" }} connections left.",
                "A client keeps too many connections open. Restart the inactive backend slot, or find the client with db.currentOp().") { Service = "mongodb" },
        ]),
        new("certificate",
        [
            new Alert("CertificateExpiresSoon", Severity.Warning, $"{Certificate} < 14 * 86400", "1h",
                "The certificate of the site expires in {{ $value | humanizeDuration }}.",
                "The automatic renewal has failed. Renew the certificate and install it with ./install-certificate.sh.") { Service = "nginx" },
            new Alert("CertificateExpires", Severity.Critical, $"{Certificate} < 3 * 86400", "10m",
                "The certificate of the site expires in {{ $value | humanizeDuration }}.",
                "Browsers will reject the site. Renew the certificate now and install it with ./install-certificate.sh.") { Service = "nginx" },
        ]),
    ];

    private static string Resets(string counter, string service) => $"label_replace(resets({counter}[15m]), \"service\", \"{service}\", \"\", \"\")";

    /// <summary>What the slots of the backend report; while one of them reaches it, it is up.</summary>
    private static string Reported(string dependency) => $"max(codiesvibe_dependency_up{{dependency=\"{dependency}\"}}) == 0";

    private static Alert Down(string name, string service, string expression, string summary, string remedy) =>
        new(name, Severity.Critical, expression, "1m", summary, remedy) { Service = service };
}
