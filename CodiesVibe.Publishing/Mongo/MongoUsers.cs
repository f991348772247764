namespace CodiesVibe.Publishing.Mongo;

/// <summary>The users of MongoDB, and the parameters that hold their passwords.</summary>
internal static class MongoUsers
{
    /// <summary>The administrator, whom the image creates.</summary>
    public const string Root = "admin";

    /// <summary>The password of <see cref="Root"/>.</summary>
    public const string RootPassword = "mongodb-password";

    /// <summary>The user that the application is.</summary>
    public const string Application = "codiesvibe";

    /// <summary>The password of <see cref="Application"/>.</summary>
    public const string ApplicationPassword = "mongodb-application-password";

    /// <summary>The user that the health check is: it may log in.</summary>
    public const string Probe = "probe";

    /// <summary>The password of <see cref="Probe"/>.</summary>
    public const string ProbePassword = "mongodb-probe-password";

    /// <summary>The user that a backup and a restore are.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>The password of <see cref="Maintenance"/>.</summary>
    public const string MaintenancePassword = "mongodb-maintenance-password";

    /// <summary>The secret file with the connection string of <see cref="Maintenance"/>. No running container of the application has it.</summary>
    public const string MaintenanceConnection = "ConnectionStrings__maintenance";
}
