namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>The longest time that a client waits for each kind of health answer, whatever state the dependency is in.</summary>
public static class HealthBudgets
{
    /// <summary>MongoDB, Redis, and the readiness that is made of them.</summary>
    public static readonly TimeSpan Database = TimeSpan.FromSeconds(10);

    /// <summary>The edge in front of the system, and what stands behind it.</summary>
    public static readonly TimeSpan Edge = TimeSpan.FromSeconds(10);

    /// <summary>The API's work, its database included.</summary>
    public static readonly TimeSpan Backend = TimeSpan.FromSeconds(30);

    /// <summary>The complete system.</summary>
    public static readonly TimeSpan FullStack = TimeSpan.FromSeconds(60);

    /// <summary>When a check gives up: the other half of its budget is left to the queue and the network.</summary>
    internal static TimeSpan GiveUpAfter(TimeSpan budget) => budget / 2;
}
