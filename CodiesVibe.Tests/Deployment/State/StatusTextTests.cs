using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.State;

public sealed class StatusTextTests
{
    private static readonly DateTimeOffset s_now = DeployedServer.Clean.CurrentRelease!.At.AddHours(3);

    [Fact]
    public void A_clean_server() => Assert.Equal(
        [
            "Release   1-1.0.0, rolling, by dev@laptop, 3 h ago",
            "SERVICE     SLOT    VERSION         HEALTH",
            "frontend    blue    1.0.0           healthy  <- serves",
            "backend     blue    1.0.0           healthy  <- serves",
            $"Others    {Others} of {Others} containers are well",
            "Backups   the newest is 3 h old; daily at 03:30 by the server's clock",
            "TLS       certificate expires in 812 days",
        ],
        StatusText.Status(DeployedServer.Clean, s_now));

    [Fact]
    public void Both_slots_unfinished_releases_and_failing_containers_are_shown()
    {
        var lines = StatusText.Status(DeployedServer.InGreen().With("redis", container => container with { Health = "unhealthy" }) with { Activating = "2-2.0.0" }, s_now).ToList();
        Assert.Contains("Unfinished 2-2.0.0: it ends by itself, or with the next deployment", lines);
        Assert.Contains("backend     blue    1.0.0           exited with code 0", lines);
        Assert.Contains("backend     green   1.0.0           healthy  <- serves", lines);
        Assert.EndsWith("; not: redis (unhealthy)", lines[^3], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
    }

    [Fact]
    public void The_line_of_backups_fits_a_terminal_whatever_is_wrong()
    {
        var backups = new BackupState { Files = [new("data-20250101-120000.gz", 1)], At = new(3, 30), Failed = ["data", "copy"] };
        var line = StatusText.Status(DeployedServer.Clean with { Backups = backups }, s_now).Single(line => line.StartsWith("Backups", StringComparison.Ordinal));
        Assert.Equal("Backups   the newest is 424 days old; daily at 03:30 by the server's clock; failed last: data, copy", line);
        Assert.InRange(line.Length, 1, 100);
    }

    [Theory]
    [Requirement("R203")]
    [InlineData(true, "Restoring data-20260301-120000.gz: it ends by itself")]
    [InlineData(false, "Restoring data-20260301-120000.gz was interrupted: run 'dotnet aspire do restore' again")]
    public void A_restore_is_shown(bool runs, string line) =>
        Assert.Contains(line, StatusText.Status(DeployedServer.Clean with { Backups = new() { Restoring = ("data-20260301-120000.gz", runs) } }, s_now));

    [Fact]
    public void An_empty_server_says_what_to_type() => Assert.Equal(["Nothing is deployed here yet: dotnet aspire deploy"], StatusText.Status(new ServerState(), s_now));

    [Theory]
    [InlineData(30, "30 s")]
    [InlineData(3600, "60 min")]
    [InlineData(3 * 86400, "3 days")]
    public void The_age_is_in_a_unit_that_fits(int seconds, string age) =>
        Assert.EndsWith($", {age} ago", StatusText.Status(DeployedServer.Clean, DeployedServer.Clean.CurrentRelease!.At.AddSeconds(seconds)).First(), StringComparison.Ordinal);

    [Fact]
    public void History_shows_the_newest_first_and_marks_what_serves()
    {
        var first = DeployedServer.Clean.CurrentRelease!;
        var refused = first with { Number = 2, Version = "2.0.0", Services = ["backend"], Strategy = "blue-green", Outcome = new($"backend-green@sha256:{new string('a', 64)} is unhealthy.\nmore", new Dictionary<string, double>(), null, null) };
        var state = DeployedServer.Clean with { Releases = [("confirmed", first), ("returned", refused), ("staged", refused with { Number = 3, Outcome = null })] };
        Assert.Equal(
            [
                "  NO   VERSION         WHEN (UTC)        STRATEGY    SERVICES          SECONDS  OUTCOME",
                "  3    2.0.0           2026-03-01 12:00  blue-green  backend                    staged",
                "  2    2.0.0           2026-03-01 12:00  blue-green  backend           0        backend-green@sha256:aaaaaaaaaaaa is unhealthy.",
                "* 1    1.0.0           2026-03-01 12:00  rolling     frontend+backend  12       confirmed",
            ],
            StatusText.History(state));
    }

    private static int Others => DeployedServer.Clean.Containers.Count - 2;
}
