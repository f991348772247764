using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Notification;

namespace CodiesVibe.Tests.Publishing.Workflows.LocalRuns;

/// <summary>The smallest of the workflows, with every command run for real by the command-line tool.</summary>
public sealed class LocalWorkflowTests(WorkflowPrograms programs) : IClassFixture<WorkflowPrograms>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-run-");

    [Fact]
    [Requirement("R095", "R197")]
    public async Task The_first_run_that_finds_the_site_ill_opens_an_issue_and_people_are_told()
    {
        var issues = new StandInIssues(_folder);
        // Nobody may build what runs these tests.
        var dotnet = InstalledProgram.Get("dotnet");
        RunEnvironment.Stand(_folder, "dotnet", $"""if [ "$1 $2" = 'aspire do' ]; then exec '{dotnet}' "$@" --no-build; fi; exec '{dotnet}' "$@" """);
        await using var people = await ChannelListener.StartAsync();
        var run = await programs.RunAsync(new(CommittedWorkflows.Monitoring, _folder.FullName, Repository.Root)
        {
            InPlace = true,
            Event = "schedule",
            Vars = new() { ["PRODUCTION_ADDRESS"] = "127.0.0.1" },
            Secrets = new() { ["WEBHOOK_URL"] = $"{people.Address("/hook")}" },
            Environment = RunEnvironment.Of(_folder, ("Deploy__Settings__PORT_443", $"{FreePort.Find()}"), ("Deploy__Settings__PORT_80", $"{FreePort.Find()}")),
        });
        Assert.True(run.Results == "production=failure staging=skipped notify=success", $"{run.Results}\n{run.All}");
        Assert.Equal("Probe", run.FailedStep("production"));
        const string Line = "Monitoring: production failed. https://github.com/owner/codiesvibe/actions/runs/1";
        Assert.Equal(Line, (string?)Assert.Single(people.Posted("/hook"))["text"]);
        Assert.True(issues.IsOpen);
        Assert.Contains("issue create --label outage --title Monitoring: production failed", issues.Commands, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
