using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Delivery.Images;
using CodiesVibe.Delivery.Scans;
using CodiesVibe.Publishing.Workflows;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Workflows;

namespace CodiesVibe.Tests.Docs;

/// <summary>The page about delivery agrees with the program and with the workflows.</summary>
public sealed partial class DeliveryPageTests
{
    private static readonly string s_text = File.ReadAllText(Repository.Source("docs/delivery.md"));

    private static readonly string[] s_pipelines = [CommittedWorkflows.Frontend, CommittedWorkflows.Backend];

    private static readonly string[] s_examples = ["refs/heads/feature/new-search", "refs/heads/main", "refs/tags/v1.2.3", "refs/tags/v1.2.3-rc.1"];

    [Fact]
    public void Every_step_is_documented() => Assert.Equal(
        Step().Matches(File.ReadAllText(Repository.Source("CodiesVibe.AppHost/Pipeline/DeliverySteps.cs"))).Select(step => step.Groups[1].Value).Order(StringComparer.Ordinal),
        Rows("Steps").Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    [Requirement("R099")]
    public void Every_workflow_is_documented_with_its_jobs_and_the_expected_time()
    {
        var expected = new Dictionary<string, string>
        {
            [CommittedWorkflows.Frontend] = "8-15",
            [CommittedWorkflows.Backend] = "10-18",
            [CommittedWorkflows.Deployment] = "5-10",
            [CommittedWorkflows.Monitoring] = "2-3",
            [CommittedWorkflows.Updates] = "5-8",
        };
        var rows = Rows("The workflows").Where(row => row[0].EndsWith(".yml`", StringComparison.Ordinal)).ToDictionary(row => row[0].Trim('`'));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, workflow => Assert.Equal((workflow.Value, string.Join(", ", CommittedWorkflows.All[workflow.Key]["jobs"]!.AsObject().Select(job => job.Key))), (rows[workflow.Key][2], rows[workflow.Key][3])));
    }

    [Fact]
    public void The_limits_of_the_stages_are_those_of_the_program() => Assert.All(
        new[] { (Stage.Test.Job, Stage.Test.Minutes), (Stage.Security.Job, Stage.Security.Minutes), (Stage.Build.Job, Stage.Build.Minutes), (Stage.Push.Job, Stage.Push.Minutes), (Stage.Performance.Job, Stage.Performance.Minutes), ("deployment on the server", Stage.DeploymentMinutes), ("asking what serves", Stage.ValidationMinutes) },
        stage => Assert.Contains(Rows("The workflows"), row => row[0] == stage.Item1 && row[2].Split(' ')[0] == $"{stage.Item2}"));

    [Fact]
    public void Every_variable_and_secret_that_a_workflow_reads_is_documented() => Assert.All(
        CommittedWorkflows.Texts.Values.SelectMany(text => Name().Matches(text)).Select(name => name.Groups[1].Value).Distinct(),
        name => Assert.Contains($"`{name}`", s_text, StringComparison.Ordinal));

    [Fact]
    public void Every_action_has_what_stands_in_for_it_and_a_row()
    {
        var actions = Actions.All.Select(action => action.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(actions, Code().Matches(string.Join(' ', Rows("A run on your own machine").Select(row => row[0]))).Select(name => name.Groups[1].Value).Order(StringComparer.Ordinal));
        var standIns = File.ReadAllText(Repository.Source("CodiesVibe.Tests/Publishing/Workflows/Evaluator/actions.mjs"));
        Assert.All(actions, action => Assert.Contains($"'{action}':", standIns, StringComparison.Ordinal));
    }

    [Fact]
    public void The_exception_that_it_shows_is_valid() => Assert.Single(ScanExceptions.Parse(s_text.Split("```json\n")[1].Split("```")[0]).Exceptions);

    [Fact]
    public void The_examples_of_tags_are_those_that_images_get()
    {
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        var tags = s_examples.SelectMany(name => ImageTags.Of(SourceRef.Parse(name), Commit, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))).ToHashSet();
        Assert.All(Rows("Tags").SelectMany(row => Code().Matches(row[2])), example => Assert.Contains(example.Groups[1].Value, tags));
    }

    [Fact]
    [Requirement("R220")]
    public void The_pictures_are_those_of_the_workflows()
    {
        Assert.Equal(
            CommittedWorkflows.All.SelectMany(file => file.Value["on"]!.AsObject().Select(trigger => $"{trigger.Key} --> {Path.GetFileNameWithoutExtension(file.Key)}")).Order(StringComparer.Ordinal),
            EdgesOf(0));
        Assert.All(s_pipelines, pipeline => Assert.Equal(
            CommittedWorkflows.Jobs.Where(job => job.File == pipeline && job.Name != "notify").SelectMany(job => (job.Job["needs"]?.AsArray() ?? []).Select(needed => $"{needed} --> {job.Name}")).Order(StringComparer.Ordinal),
            EdgesOf(1)));
    }

    [Fact]
    [Requirement("R217")]
    public void The_quick_reference_names_what_exists()
    {
        var rows = Rows("Quick reference").Skip(1).ToList();
        Assert.True(rows.Count >= 10, $"{rows.Count} rows");
        var steps = Directory.EnumerateFiles(Repository.Source("CodiesVibe.AppHost/Pipeline"), "*.cs").SelectMany(file => AnyStep().Matches(File.ReadAllText(file))).Select(step => step.Groups[1].Value).ToHashSet();
        var scripts = JsonNode.Parse(File.ReadAllText(Repository.Source("CodiesVibe.Frontend/package.json")))!["scripts"]!.AsObject();
        Assert.All(rows.SelectMany(row => Code().Matches(row[1])).Select(code => code.Groups[1].Value), command => Assert.True(
            command.Split(' ') switch
            {
                ["dotnet", "aspire", "do", var step, ..] => steps.Contains(step),
                ["dotnet", "aspire", "deploy" or "publish" or "start" or "stop", ..] or ["dotnet", "tool", "restore"] or ["dotnet", "test", ..] => true,
                ["dotnet", "run", "--project", var project] => Directory.Exists(Repository.Source(project)),
                ["npm", "run", var script, "--prefix", "CodiesVibe.Frontend"] => scripts.ContainsKey(script),
                ["npm", "test", "--prefix", "CodiesVibe.Frontend"] => scripts.ContainsKey("test"),
                ["curl", .., var address] => new Uri(address) is { Port: 8080, AbsolutePath: "/health/full" },
                _ => false,
            },
            command));
    }

    [Fact]
    [Requirement("R218")]
    public void Good_practice_is_stated() => Assert.True(s_text.Split("\n## Good practice\n")[1].Split("\n## ")[0].Split("\n- ").Length > 6);

    /// <summary>The edges of a picture.</summary>
    private static IEnumerable<string> EdgesOf(int picture) =>
        s_text.Split("```mermaid\ngraph LR\n")[picture + 1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);

    /// <summary>The cells of the rows of a section's tables.</summary>
    private static IEnumerable<string[]> Rows(string section) => s_text.Split("\n## ").Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal)).Split('\n')
        .Where(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).Where(row => !row[0].StartsWith("---", StringComparison.Ordinal) && row[0] is not ("step" or "workflow" or "stage" or "tag"));

    [GeneratedRegex("""AddStep\("([a-z-]+)""")]
    private static partial Regex Step();

    [GeneratedRegex("""(?:session\.Add|AddStep)\("([a-z-]+)""")]
    private static partial Regex AnyStep();

    [GeneratedRegex(@"(?:vars|secrets)\.([A-Z_]+)")]
    private static partial Regex Name();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
