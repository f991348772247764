using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>The pipeline of the sample, as the aspire CLI shows it.</summary>
[Collection(nameof(CliHome))]
public sealed class PipelineTests(CliHome home)
{
    private const int PipelineFailed = 6;

    [Fact]
    public async Task Do_runs_a_step_with_what_it_depends_on()
    {
        var command = await DoAsync("cut");
        Assert.True(command.ExitCode == 0, command.All);
        foreach (var line in new[] { "(measure) → Measuring the wood", "Measured twice", "(cut) ✓", "2/2 steps succeeded", "Pipeline succeeded", "Pieces: two" })
        {
            Assert.Contains(line, command.Output, StringComparison.Ordinal);
        }

        await home.WaitUntilGoneAsync();
    }

    [Theory]
    [InlineData("publish", "wrap")]
    [InlineData("deploy", "deliver")]
    public async Task Publish_and_deploy_run_what_is_required_for_them_and_nothing_else(string command, string step)
    {
        var run = await home.Cli.RunAsync(command, "--no-build", "--apphost", AspireCli.SampleProject, "--", "--Parameters:motto=Upward");
        Assert.True(run.ExitCode == 0, run.All);
        foreach (var line in new[] { "(process-parameters) ✓", $"({command}-prereq) ✓", $"({step}) ✓", $"({command}) ✓", "4/4 steps succeeded" })
        {
            Assert.Contains(line, run.Output, StringComparison.Ordinal);
        }

        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task The_manifest_is_written_where_it_is_wanted_and_no_parameter_needs_a_value()
    {
        var output = Directory.CreateTempSubdirectory("codiesvibe-manifest-");
        try
        {
            var run = await DoAsync("publish-manifest", "--output-path", output.FullName);
            Assert.True(run.ExitCode == 0, run.All);
            var file = Path.Combine(output.FullName, "aspire-manifest.json");
            Assert.Contains($"Manifest: {file}", run.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
            Assert.Equal("parameter.v0", (string?)JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!["resources"]!["motto"]!["type"]);
        }
        finally
        {
            output.Delete(recursive: true);
        }

        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task A_step_that_fails_says_why_and_stops_what_depends_on_it()
    {
        var command = await DoAsync("paint");
        Assert.True(command.ExitCode == PipelineFailed, command.All);
        Assert.Contains("(break) ✗ The saw is blunt.", command.Output, StringComparison.Ordinal);
        Assert.Contains("1/2 steps succeeded", command.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(paint)", command.Output, StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task List_steps_runs_nothing()
    {
        var command = await DoAsync("cut", "--list-steps");
        Assert.True(command.ExitCode == 0, command.All);
        Assert.Matches("1\\. measure(.|\n)*2\\. cut\\s.*Depends on: measure", command.Output);
        Assert.DoesNotContain("Measuring", command.Output, StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task An_unknown_step_is_named_with_those_that_exist()
    {
        var command = await DoAsync("polish");
        Assert.Equal(PipelineFailed, command.ExitCode);
        Assert.Contains("Step 'polish' not found in pipeline. Available steps:", command.Output, StringComparison.Ordinal);
        Assert.Contains("'measure'", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_in_a_circle_are_named_and_none_runs()
    {
        var command = await DoAsync("hen");
        Assert.Equal(PipelineFailed, command.ExitCode);
        Assert.Contains("Circular dependency detected in pipeline steps: hen -> egg -> hen.", command.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(egg)", command.Output, StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task An_output_path_that_cannot_be_written_to_is_named_with_the_remedy()
    {
        var command = await DoAsync("publish-manifest", "--output-path", "/dev/null/site");
        Assert.Equal(PipelineFailed, command.ExitCode);
        Assert.Contains("'/dev/null/site/aspire-manifest.json' cannot be written", command.Output.ReplaceLineEndings(""), StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task Nobody_to_ask_is_an_error_that_names_the_parameter()
    {
        var command = await DoAsync("sign");
        Assert.Equal(PipelineFailed, command.ExitCode);
        Assert.Contains("'motto'", command.Output, StringComparison.Ordinal);
        Assert.Contains("'Parameters__motto'", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_value_is_asked_for_at_the_terminal()
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "python3")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(python is null, "The stand-in for a terminal needs python3.");
        await using var command = home.Cli.StartAtTerminal(python, "motto:", "Upward", "do", "sign", "--no-build", "--apphost", AspireCli.SampleProject);
        await command.EndAsync();
        Assert.True(command.ExitCode == 0, command.All);
        Assert.Contains("Signed: Upward", command.Output, StringComparison.Ordinal);
        await home.WaitUntilGoneAsync();
    }

    private Task<Command> DoAsync(params string[] arguments) => home.Cli.RunAsync(["do", .. arguments, "--no-build", "--apphost", AspireCli.SampleProject]);
}
