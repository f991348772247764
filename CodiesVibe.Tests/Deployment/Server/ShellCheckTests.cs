using CodiesVibe.Deployment;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>The scripts as shellcheck reads them.</summary>
public sealed class ShellCheckTests
{
    [Theory]
    [InlineData("CodiesVibe.Deployment/Server/release.sh")]
    [InlineData("CodiesVibe.Deployment/Server/rotate.sh")]
    [InlineData("CodiesVibe.Deployment/Server/scale.sh")]
    [InlineData("CodiesVibe.Deployment/Server/inspect.sh")]
    [InlineData("CodiesVibe.Deployment/Server/lock.sh")]
    [InlineData("CodiesVibe.Deployment/Server/data.sh")]
    [InlineData("CodiesVibe.Deployment/Server/restore.sh")]
    [InlineData("CodiesVibe.Deployment/Server/schedule.sh")]
    [InlineData("CodiesVibe.Deployment/Server/scheduled.sh")]
    [InlineData("CodiesVibe.Deployment/Server/examine.sh")]
    [InlineData("CodiesVibe.Deployment/Server/restart.sh")]
    [InlineData("CodiesVibe.Tests/Deployment/Server/StandIns/docker")]
    public Task A_script_of_this_repository_is_clean(string path) => AssertCleanAsync(Path.Combine(Repository.Root, path));

    [Fact]
    public async Task The_script_in_each_release_is_clean()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, ServerScripts.Rollback("12-1.0.0"), TestContext.Current.CancellationToken);
            await AssertCleanAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task AssertCleanAsync(string path)
    {
        var run = await Command.RunAsync(InstalledProgram.Require("shellcheck"), ["--external-sources", "--check-sourced", path], Path.GetDirectoryName(path)!);
        Assert.True(run.ExitCode == 0, run.All);
    }
}
