namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>A check's tags say which paths it is part of.</summary>
public static class HealthTags
{
    /// <summary>The process responds at all: a failure means that it should be restarted.</summary>
    public const string Live = "live";

    /// <summary>The service can do its work: a failure means that it should get no requests.</summary>
    public const string Ready = "ready";

    /// <summary>Part of the complete system check.</summary>
    public const string Full = "full";

    /// <summary>Also answers alone, under <c>/health/{name of the check}</c>.</summary>
    public const string OwnPath = "own-path";
}
