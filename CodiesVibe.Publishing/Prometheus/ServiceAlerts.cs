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
                "Check its containers with `docker ps -a`, and their logs. Start the slot that was active last, or roll back."),
            new Alert("EdgeDown", Severity.Critical, "max(nginx_up) == 0", "1m",
                "The edge does not answer.",
                "The site is down. Check `docker logs nginx`, which also names errors in the configuration.") { Service = "nginx" },
            Down("MongoDbDown", "mongodb", Reported("mongodb"), "The backend cannot reach MongoDB.", "Only cached answers are served; all other requests fail with status 503. Check `docker logs mongodb` and the disk of MongoDB."),
            Down("RedisDown", "redis", $"{Reported("redis")} or max(redis_up) == 0", "Redis does not answer.", "The site works without its cache, but is slower. Check `docker logs redis`. This alert also fires when Redis rejects the password of the exporter."),
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
                "The automatic renewal has failed. Renew the certificate, put fullchain.pem and privkey.pem into the certificate directory and reload the edge.") { Service = "nginx" },
            new Alert("CertificateExpires", Severity.Critical, $"{Certificate} < 3 * 86400", "10m",
                "The certificate of the site expires in {{ $value | humanizeDuration }}.",
                "Browsers will reject the site. Renew the certificate now, put fullchain.pem and privkey.pem into the certificate directory and reload the edge.") { Service = "nginx" },
        ]),
    ];

    /// <summary>What the slots of the backend report; while one of them reaches it, it is up.</summary>
    private static string Reported(string dependency) => $"max(codiesvibe_dependency_up{{dependency=\"{dependency}\"}}) == 0";

    private static Alert Down(string name, string service, string expression, string summary, string remedy) =>
        new(name, Severity.Critical, expression, "1m", summary, remedy) { Service = service };
}
