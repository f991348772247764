namespace CodiesVibe.Delivery.Scans;

/// <summary>How bad a finding is, in the words of GitHub's advisories.</summary>
public enum Severity
{
    /// <summary>Nobody has rated it yet.</summary>
    Unknown,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Moderate, or medium.</summary>
    Moderate,

    /// <summary>High: it blocks.</summary>
    High,

    /// <summary>Critical: it blocks.</summary>
    Critical,
}
