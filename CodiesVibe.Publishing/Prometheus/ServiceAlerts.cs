namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the product: a part is down, fails, is slow, or soon cannot be reached.</summary>
internal static class ServiceAlerts
{
    /// <summary>How long the certificate of the site is still good, in seconds.</summary>
    public const string Certificate = "min(codiesvibe_edge_certificate_not_after_seconds) - time()";

    public static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        new("services",
        [
            new Alert("ServiceDown", Severity.Critical, $"{ServiceLevels.Up} == 0", "1m",
                "No slot of {{ $labels.service }} answers.",
                "See its containers with `docker ps -a` and their logs; start the slot that served last, or roll back."),
            new Alert("EdgeDown", Severity.Critical, "max(nginx_up) == 0", "1m",
                "The edge does not answer.",
                "Nobody reaches the site. See `docker logs nginx`; a faulty configuration is named there.") { Service = "nginx" },
            Down("MongoDbDown", "mongodb", Reported("mongodb"), "The backend does not reach MongoDB.", "Reads come from the cache at best, all else fails with 503. See `docker logs mongodb` and its disk."),
            Down("RedisDown", "redis", $"{Reported("redis")} or max(redis_up) == 0", "Redis does not answer.", "The site works without its cache, slower. See `docker logs redis`; the exporter is refused too when its password is wrong."),
            new Alert("HighErrorRate", Severity.Critical, $"{ServiceLevels.ErrorRatio} > 0.05 and {ServiceLevels.RequestRate} > 0.1", "5m",
                "{{ $value | humanizePercentage }} of the requests to the API fail.",
                "The dashboard Backend shows which route and since when; undo the last change if it began with it.") { Service = ServiceLevels.Backend },
            new Alert("HighLatency", Severity.Warning, $"{ServiceLevels.Latency}{{quantile=\"0.95\"}} > 1", "10m",
                "One in twenty requests to the API takes longer than {{ $value | humanizeDuration }}.",
                "The dashboard Backend shows which route; the hit rate of the cache and the host's processors are the usual causes.") { Service = ServiceLevels.Backend },
            new Alert("MongoDbConnectionsRunOut", Severity.Warning,
                """min(codiesvibe_mongodb_connections{state="available"}) < 0.1 * (min(codiesvibe_mongodb_connections{state="available"}) + max(codiesvibe_mongodb_connections{state="current"}))""", "5m",
                "MongoDB has only {{ $value | printf \"%.0f\" }} connections left.",
                "Somebody keeps connections open: restart the backend slot that does not serve, or see who is connected with db.currentOp().") { Service = "mongodb" },
        ]),
        new("certificate",
        [
            new Alert("CertificateExpiresSoon", Severity.Warning, $"{Certificate} < 14 * 86400", "1h",
                "The certificate of the site expires in {{ $value | humanizeDuration }}.",
                "Its renewal does not work: renew it, put fullchain.pem and privkey.pem into the directory of certificates and reload the edge.") { Service = "nginx" },
            new Alert("CertificateExpires", Severity.Critical, $"{Certificate} < 3 * 86400", "10m",
                "The certificate of the site expires in {{ $value | humanizeDuration }}.",
                "Browsers will refuse the site. Renew it now, put fullchain.pem and privkey.pem into the directory of certificates and reload the edge.") { Service = "nginx" },
        ]),
    ];

    /// <summary>What the slots of the backend report; while one of them reaches it, it is up.</summary>
    private static string Reported(string dependency) => $"max(codiesvibe_dependency_up{{dependency=\"{dependency}\"}}) == 0";

    private static Alert Down(string name, string service, string expression, string summary, string remedy) =>
        new(name, Severity.Critical, expression, "1m", summary, remedy) { Service = service };
}
