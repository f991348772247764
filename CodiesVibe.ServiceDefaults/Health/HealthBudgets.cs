namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>The longest time that a client waits for each kind of health response, in any state of the dependency.</summary>
public static class HealthBudgets
{
    /// <summary>MongoDB, Redis, and the readiness that depends on them.</summary>
    public static readonly TimeSpan Database = TimeSpan.FromSeconds(10);

    /// <summary>The edge in front of the system, and the services behind it.</summary>
    public static readonly TimeSpan Edge = TimeSpan.FromSeconds(10);

    /// <summary>The API's work, including its database.</summary>
    public static readonly TimeSpan Backend = TimeSpan.FromSeconds(30);

    /// <summary>The complete system.</summary>
    public static readonly TimeSpan FullStack = TimeSpan.FromSeconds(60);

    /// <summary>The time-out of a check: the other half of its budget is left to queueing and the network.</summary>
    internal static TimeSpan TimeoutOf(TimeSpan budget) => budget / 2;
}
