using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Backups;

/// <summary>The backups of the data as the server has them.</summary>
internal sealed partial record BackupState
{
    /// <summary>How old the newest one of a daily schedule becomes only if something is wrong.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(36);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<BackupFile> Files { get; init; } = [];

    /// <summary>When the server makes one every day, by its own clock; null where it makes none.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>Why there is no schedule; null where nothing but the configuration is the reason.</summary>
    public string? Fault { get; init; }

    /// <summary>The parts that failed last time: <c>data</c>, the backup itself, and <c>copy</c>, which takes it elsewhere.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>The name of the backup that is being restored, and whether the restore still runs; null where there is none.</summary>
    public (string Name, bool Runs)? Restoring { get; init; }

    /// <param name="sections">What <c>inspect.sh</c> prints.</param>
    public static BackupState Parse(Sections sections)
    {
        var schedule = sections.Lines("schedule").FirstOrDefault();
        var time = schedule is null ? null : Time().Match(schedule);
        return new()
        {
            Files = BackupFile.ParseAll(sections.Lines("backups")),
            At = time is { Success: true } ? new(int.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture)) : null,
            Fault = time is { Success: true } ? null : schedule,
            Failed = [.. sections.Lines("failures").Select(line => line.Split('"')[1])],
            Restoring = sections.Lines("restoring").FirstOrDefault()?.Split(' ') is [var name, var state] ? (name, state == "runs") : null,
        };
    }

    /// <summary>What there is and what is wrong, on one line.</summary>
    public string Summary(DateTimeOffset now)
    {
        string[] points =
        [
            Files is [var newest, ..] ? $"the newest is {AgeText.Of(now - newest.At)} old" : "there is none yet",
            Fault is not null ? $"not on a schedule: {Fault}" : At is { } at ? $"daily at {at.ToString("HH:mm", CultureInfo.InvariantCulture)} by the server's clock" : "not on a schedule",
            .. Failed.Count > 0 ? [$"failed last: {string.Join(", ", Failed)}"] : Array.Empty<string>(),
        ];
        return string.Join("; ", points);
    }

    /// <summary>The line of a crontab.</summary>
    [GeneratedRegex("^([0-9]{1,2}) ([0-9]{1,2}) ", RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
