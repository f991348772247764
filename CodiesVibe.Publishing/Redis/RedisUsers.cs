namespace CodiesVibe.Publishing.Redis;

/// <summary>The users of Redis in production, and the parameters that hold their passwords. An anonymous client may only ping.</summary>
internal static class RedisUsers
{
    /// <summary>The user that the application is.</summary>
    public const string Application = "codiesvibe";

    /// <summary>The password of <see cref="Application"/>.</summary>
    public const string ApplicationPassword = "redis-password";

    /// <summary>The user that the exporter is.</summary>
    public const string Exporter = "exporter";

    /// <summary>The password of <see cref="Exporter"/>.</summary>
    public const string ExporterPassword = "redis-exporter-password";

    /// <summary>The user that exchanges passwords. No running container has its own.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>The password of <see cref="Maintenance"/>.</summary>
    public const string MaintenancePassword = "redis-maintenance-password";
}
