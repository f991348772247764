namespace CodiesVibe.Deployment.Backups;

/// <summary>Which backups of the data are made and kept.</summary>
public sealed record BackupOptions
{
    /// <summary>When the server makes one every day, by its own clock; null for never.</summary>
    public TimeOnly? At { get; init; } = new(3, 30);

    /// <summary>How many are kept.</summary>
    public int Keep { get; init; } = 20;

    /// <summary>The command of the server's shell that copies a backup of the schedule elsewhere; its path is <c>$1</c>. Null for none.</summary>
    public string? OffSiteCommand { get; init; }
}
