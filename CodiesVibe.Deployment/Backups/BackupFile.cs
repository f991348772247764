using System.Globalization;
using System.Text.RegularExpressions;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Backups;

/// <summary>A backup of the data on the server.</summary>
/// <param name="Name">Its name: <c>data-20260301-120000.gz</c>, by UTC.</param>
/// <param name="Bytes">Its size.</param>
internal sealed partial record BackupFile(string Name, long Bytes)
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <summary>The form of a name.</summary>
    [GeneratedRegex(@"^data-[0-9]{8}-[0-9]{6}\.gz\z", RegexOptions.CultureInvariant)]
    public static partial Regex NameForm { get; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset At => DateTimeOffset.ParseExact(Name["data-".Length..^".gz".Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>For people.</summary>
    public string Size => Bytes switch
    {
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1024.0:0.0} KiB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (1024.0 * 1024):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (1024.0 * 1024 * 1024):0.0} GiB"),
    };

    /// <summary>The name of a backup that begins now.</summary>
    public static string NameAt(DateTimeOffset time) => $"data-{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}.gz";

    /// <summary>The backups, the newest first.</summary>
    /// <param name="lines">A path and a size on each line; files with other names are not backups and are left out.</param>
    public static IReadOnlyList<BackupFile> ParseAll(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split(' ')).Select(parts => new BackupFile(parts[0].Split('/')[^1], long.Parse(parts[1], CultureInfo.InvariantCulture)))
            .Where(file => NameForm.IsMatch(file.Name)).OrderByDescending(file => file.Name, StringComparer.Ordinal)];

    /// <summary>The backups as lines for a terminal.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<BackupFile> files, DateTimeOffset now) => files.Count == 0
        ? ["There is no backup of the data yet: dotnet aspire do backup"]
        : files.Select(file => $"{file.Name}  {file.Size,10}  {AgeText.Of(now - file.At),8} ago");
}
