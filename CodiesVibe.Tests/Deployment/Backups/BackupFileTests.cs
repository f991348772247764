using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Backups;

/// <summary>Names and sizes of backups on a server.</summary>
public sealed class BackupFileTests
{
    [Fact]
    public void A_name_is_the_time_in_UTC_and_sorts_by_it()
    {
        var name = BackupFile.NameAt(new DateTimeOffset(2026, 3, 1, 14, 0, 9, TimeSpan.FromHours(2)));
        Assert.Equal("data-20260301-120009.gz", name);
        Assert.Matches(BackupFile.NameForm, name);
    }

    [Fact]
    public void The_newest_are_listed_first_with_size_and_age() => Assert.Equal(
        ["data-20260302-120000.gz     1.2 GiB      12 h ago", "data-20260301-130000.gz     4.0 MiB      35 h ago", "data-20260228-120000.gz     1.5 KiB    3 days ago"],
        BackupFile.Lines(
            BackupFile.ParseAll(["backups/data-20260228-120000.gz 1536", "backups/data-20260301-130000.gz 4194304", "backups/data-20260302-120000.gz 1288490189"]),
            new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Without_one_the_command_is_named() => Assert.Equal(["There is no backup of the data yet: dotnet aspire do backup"], BackupFile.Lines([], default));

    /// <summary>The last word is the mode, which the backup puts another one in the place of.</summary>
    [Fact]
    public void The_gate_of_the_published_files_starts_the_backend() => Assert.Equal(
        ["dotnet", "/app/CodiesVibe.Api.dll", "--wait-for-infra"],
        new ComposeDefinitions(DeployedServer.Clean.ComposeFiles[DeployedServer.Production], new("")).EntrypointOf(Placement.Gate));
}
