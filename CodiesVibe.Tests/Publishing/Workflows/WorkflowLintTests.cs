namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>The workflows by the schema of GitHub's own parser, and by actionlint.</summary>
public sealed class WorkflowLintTests(WorkflowPrograms programs) : IClassFixture<WorkflowPrograms>
{
    [Fact]
    [Requirement("R098")]
    public async Task Neither_the_parser_nor_the_linter_finds_anything()
    {
        var run = await programs.LintAsync(CommittedWorkflows.Texts);
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal("5 workflows are clean", run.Output);
    }

    [Theory]
    [InlineData("timeout-minutes: 10", "timeout-minuts: 10", "Unexpected value 'timeout-minuts'")]
    [InlineData("needs.*.result", "needs.absent.result", "property \"absent\" is not defined in object type")]
    [InlineData("runs-on: ubuntu-24.04", "runs-on: ubuntu-2404", "label \"ubuntu-2404\" is unknown")]
    [InlineData("${{ github.sha }}", "${{ runner.temp }}", "context \"runner\" is not allowed here")]
    public async Task A_planted_error_is_found(string text, string error, string message)
    {
        var planted = CommittedWorkflows.Texts[CommittedWorkflows.Frontend].Replace(text, error, StringComparison.Ordinal);
        var run = await programs.LintAsync([KeyValuePair.Create(CommittedWorkflows.Frontend, planted)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }
}
