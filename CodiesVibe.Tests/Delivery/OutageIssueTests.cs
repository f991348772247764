using CodiesVibe.Delivery;
using CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

namespace CodiesVibe.Tests.Delivery;

/// <summary>The issue of an outage; a script stands in for GitHub's command-line tool.</summary>
public sealed class OutageIssueTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-outage-");

    [Fact]
    [Requirement("R197")]
    public async Task One_issue_lasts_as_long_as_the_outage()
    {
        var issues = new StandInIssues(_folder);
        var changes = new List<OutageChange>();
        // Where both probes are skipped, nobody has asked the site.
        foreach (var result in new[] { "success", "failure", "cancelled", "skipped", "success", "success", "skipped" })
        {
            changes.Add(await UpdateAsync(issues.Program, result));
        }

        Assert.Equal([OutageChange.None, OutageChange.Began, OutageChange.None, OutageChange.None, OutageChange.Ended, OutageChange.None, OutageChange.None], changes);
        Assert.False(issues.IsOpen);
        var commands = issues.Commands.Split('\n');
        Assert.Single(commands, line => line.StartsWith("issue create --label outage --title Monitoring: production failed --body Monitoring: production failed. https://github.com/", StringComparison.Ordinal));
        Assert.Single(commands, line => line.StartsWith("issue close 7 --comment Monitoring: every stage succeeded. https://github.com/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo 'HTTP 403: Resource not accessible by integration' >&2; exit 1", "'gh issue list' failed with exit code 1: HTTP 403: Resource not accessible by integration. The token in GH_TOKEN needs the permission 'issues: write'.")]
    [InlineData("echo '<html>'", "The reply of 'gh issue list' is not understood")]
    [InlineData("echo '{}'", "The reply of 'gh issue list' is not understood")]
    public async Task A_tool_that_fails_is_an_error(string script, string message)
    {
        RunEnvironment.Stand(_folder, "gh", script);
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => UpdateAsync(Path.Combine(_folder.FullName, "programs", "gh"), "failure"));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tool_is_an_error() => Assert.Contains(
        "Install GitHub's command-line tool", (await Assert.ThrowsAsync<DeliveryException>(() => UpdateAsync(Path.Combine(_folder.FullName, "gh"), "failure"))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<OutageChange> UpdateAsync(string program, string result) => new OutageIssue(_folder.FullName, program).UpdateAsync(
        StageResults.Parse($$$"""{"production":{"result":"{{{result}}}"},"staging":{"result":"skipped"}}"""), "Monitoring", "https://github.com/owner/codiesvibe/actions/runs/1", TestContext.Current.CancellationToken);
}
