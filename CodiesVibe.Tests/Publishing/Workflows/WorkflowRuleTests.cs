using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Delivery;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Publishing.Workflows;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>What holds for every job and step.</summary>
public sealed partial class WorkflowRuleTests
{
    private const string DeploysByCall = "./.github/workflows/deployment.yml";

    private static readonly string[] s_stepFiles = ["DeploymentSteps.cs", "ImageSteps.cs", "DeliverySteps.cs", "PublishingSteps.cs"];

    private static readonly string[] s_whetherRunsAreStopped = ["false", "${{ github.event_name == 'pull_request' }}"];

    private static readonly string[] s_channels = [ChannelReader.WebhookUrl, ChannelReader.SlackUrl, ChannelReader.PagerDutyKey];

    private static readonly string[] s_bundle = ["npm run build", "npm run size"];

    private static readonly string[] s_pipelines = [CommittedWorkflows.Frontend, CommittedWorkflows.Backend];

    [Fact]
    public void Every_action_is_pinned_by_its_commit_with_its_version_beside_it()
    {
        var pins = CommittedWorkflows.Texts.Values.SelectMany(text => Uses().Matches(text)).Select(use => use.Groups[1].Value).Where(use => use != DeploysByCall).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Actions.All.Select(action => $"{action.Name}@{action.Commit} # {action.Version}").Order(StringComparer.Ordinal), pins);
        Assert.All(Actions.All, action => Assert.Matches("^[0-9a-f]{40}$", action.Commit));
        Assert.All(Actions.All, action => Assert.Matches(@"^v[0-9]+\.[0-9]+\.[0-9]+$", action.Version));
    }

    [Fact]
    public void A_token_may_do_nothing_but_what_its_job_states()
    {
        Assert.All(CommittedWorkflows.All.Values, workflow => Assert.Equal("{}", workflow["permissions"]!.ToJsonString()));
        Assert.All(CommittedWorkflows.Jobs, job => Assert.Equal(
            job is { File: CommittedWorkflows.Monitoring, Name: "notify" } ? """{"contents":"read","issues":"write"}"""
            : job is { File: CommittedWorkflows.Updates, Name: "updates" } ? """{"contents":"write","pull-requests":"write"}"""
            : job.Name == "push" ? """{"contents":"read","packages":"write"}""" : job.Name == "deploy" ? """{"contents":"read","packages":"read"}""" : """{"contents":"read"}""",
            job.Job["permissions"]!.ToJsonString()));
    }

    [Fact]
    public void The_token_does_not_stay_in_the_sources() =>
        Assert.All(CommittedWorkflows.Steps.Where(step => ((string?)step.Step["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true), step => Assert.Equal("false", (string?)step.Step["with"]!["persist-credentials"]));

    [Fact]
    [Requirement("R210")]
    public void Every_stage_ends_after_its_time()
    {
        var limits = new Dictionary<string, int> { ["test"] = 10, ["security"] = 5, ["build"] = 15, ["push"] = 5, ["performance"] = 8, ["deploy"] = 20, ["notify"] = 5, ["updates"] = 15, ["production"] = 5, ["staging"] = 5 };
        Assert.All(CommittedWorkflows.Jobs.Where(job => job.Job.ContainsKey("runs-on")), job => Assert.Equal($"{limits[job.Name]}", (string?)job.Job["timeout-minutes"]));
        Assert.All(CommittedWorkflows.Jobs.Where(job => !job.Job.ContainsKey("runs-on")), job => Assert.Equal(DeploysByCall, (string?)job.Job["uses"]));
        var deploy = CommittedWorkflows.Job(CommittedWorkflows.Deployment, "deploy");
        Assert.Equal("600", (string?)deploy["env"]!["Deploy__Timeouts__Deployment"]);
        Assert.Equal("3", (string?)Step(deploy, "What serves")["timeout-minutes"]);
    }

    [Theory]
    [Requirement("R211", "R212")]
    [InlineData(CommittedWorkflows.Frontend, 30, 15)]
    [InlineData(CommittedWorkflows.Backend, 35, 18)]
    public void A_pipeline_that_took_too_long_is_not_pushed(string file, int total, int expected)
    {
        var push = CommittedWorkflows.Job(file, "push");
        var env = Step(push, "Time")["env"]!;
        Assert.Equal(total, int.Parse((string)env["Delivery__Minutes"]!, System.Globalization.CultureInfo.InvariantCulture) + int.Parse((string)push["timeout-minutes"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal($"{expected}", (string?)env["Delivery__Expected"]);
        Assert.Equal("${{ needs.test.outputs.started }}", (string?)env["Delivery__Started"]);
        Assert.Equal("${{ steps.clock.outputs.started }}", (string?)CommittedWorkflows.Job(file, "test")["outputs"]!["started"]);
        Assert.Contains(" do check-time ", RunsOf(file, "push").First(run => run.StartsWith("dotnet aspire", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R097")]
    public void Commands_are_short_and_their_logic_is_elsewhere() => Assert.All(CommittedWorkflows.Runs, run =>
    {
        var lines = run.Run.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length <= 3, run.Place);
        Assert.All(lines, line => Assert.Matches("""^(dotnet |npm |docker (save|load) |umask 077$|printf 'started=%\(%s\)T\\n' -1 >> "\$GITHUB_OUTPUT"$|printf '%s\\n' "\$\{SECRET:\?[A-Za-z_ ]+\}" > "\$RUNNER_TEMP/[a-z-]+"$|mkdir -p "\$RUNNER_TEMP/channels"$|\[ -z "\$SECRET" \] \|\| printf '%s\\n' "\$SECRET" > "\$RUNNER_TEMP/channels/[a-z-]+"$)""", line));
    });

    [Fact]
    public void Nothing_from_elsewhere_stands_in_a_command() => Assert.All(CommittedWorkflows.Runs, run => Assert.DoesNotContain("${{", run.Run, StringComparison.Ordinal));

    [Fact]
    [Requirement("R097")]
    public void Every_step_of_the_app_host_that_is_called_is_registered()
    {
        var registered = s_stepFiles
            .SelectMany(file => Registered().Matches(File.ReadAllText(Repository.Source($"CodiesVibe.AppHost/Pipeline/{file}")))).Select(step => step.Groups[1].Value).ToList();
        var called = CommittedWorkflows.Runs.SelectMany(run => Called().Matches(run.Run)).Select(step => step.Groups[1].Value).Distinct().ToList();
        Assert.Contains("scan-dependencies", called);
        Assert.Empty(called.Except(registered));
    }

    [Fact]
    public void The_tool_is_that_of_the_tool_manifest() => Assert.All(CommittedWorkflows.Jobs, job =>
    {
        var runs = job.Job["steps"]?.AsArray().Select(step => (string?)step!["run"]).OfType<string>().ToList() ?? [];
        var first = runs.FindIndex(run => run.StartsWith("dotnet aspire ", StringComparison.Ordinal));
        Assert.True(first < 0 || runs.IndexOf("dotnet tool restore") is >= 0 and var restore && restore < first, job.Name);
    });

    [Fact]
    public void Runs_do_not_overtake_each_other_and_no_deployment_is_stopped()
    {
        Assert.Equal("""{"group":"deployment-${{ inputs.environment }}","cancel-in-progress":"false","queue":"max"}""", Plain(CommittedWorkflows.Job(CommittedWorkflows.Deployment, "deploy")["concurrency"]));
        var groups = CommittedWorkflows.All.Where(file => file.Key != CommittedWorkflows.Deployment).Select(file => file.Value["concurrency"]!).ToList();
        Assert.Equal(groups.Count, groups.Select(group => (string?)group["group"]).Distinct().Count());
        Assert.All(groups, group => Assert.Contains((string?)group["cancel-in-progress"], s_whetherRunsAreStopped));
    }

    [Fact]
    public void The_host_is_known_and_the_key_is_a_secret_of_the_environment()
    {
        Assert.All(CommittedWorkflows.Texts.Values, text => Assert.DoesNotContain("StrictHostKeyChecking", text, StringComparison.OrdinalIgnoreCase));
        var deploy = CommittedWorkflows.Job(CommittedWorkflows.Deployment, "deploy");
        Assert.Equal("${{ inputs.environment }}", (string?)deploy["environment"]);
        Assert.Equal("${{ secrets.DEPLOY_SSH_KEY }}", (string?)Step(deploy, "SSH key")["env"]!["SECRET"]);
        Assert.Equal("${{ secrets.DEPLOY_KNOWN_HOSTS }}", (string?)Step(deploy, "Known host")["env"]!["SECRET"]);
        Assert.Equal(("${{ runner.temp }}/ssh-key", "${{ runner.temp }}/known-hosts"), ((string?)Step(deploy, "Deployment")["env"]!["Deploy__KeyFile"], (string?)Step(deploy, "Deployment")["env"]!["Deploy__KnownHostsFile"]));
        Assert.All(CommittedWorkflows.Jobs.Where(job => job.Name != "notify" && job.Job.ToJsonString().Contains("secrets.", StringComparison.Ordinal)), job => Assert.Equal((CommittedWorkflows.Deployment, "deploy"), (job.File, job.Name)));
    }

    [Fact]
    [Requirement("R095", "R142")]
    public void The_notification_has_the_channels_of_a_deployment() => Assert.All(CommittedWorkflows.All.Keys, file =>
    {
        var job = CommittedWorkflows.Job(file, "notify");
        Assert.All(s_channels, channel =>
        {
            var step = Step(job, $"Channel {channel}");
            Assert.Equal($"${{{{ secrets.{channel.ToUpperInvariant().Replace('-', '_')} }}}}", (string?)step["env"]!["SECRET"]);
            Assert.EndsWith($"> \"$RUNNER_TEMP/channels/{channel}\"", (string?)step["run"], StringComparison.Ordinal);
        });
        Assert.Equal("${{ runner.temp }}/channels", (string?)Step(job, "Failed stages")["env"]!["Deploy__NotificationsDirectory"]);
    });

    [Fact]
    [Requirement("R094", "R096")]
    public void Each_stage_needs_the_one_before_it() => Assert.All(s_pipelines, file =>
        Assert.Equal(["security<test", "build<security", "push<test,build", "deploy<push"], CommittedWorkflows.Jobs.Where(job => job.File == file && job.Name is not ("test" or "notify" or "performance")).Select(job => $"{job.Name}<{string.Join(',', job.Job["needs"]!.AsArray().Select(name => (string?)name))}")));

    [Fact]
    [Requirement("R095")]
    public void The_notification_knows_every_stage_and_the_link() => Assert.All(CommittedWorkflows.All, file =>
    {
        var jobs = file.Value["jobs"]!.AsObject();
        Assert.Equal(jobs.Select(job => job.Key).Where(name => name != "notify"), jobs["notify"]!["needs"]!.AsArray().Select(name => (string)name!));
        var step = Step(jobs["notify"]!.AsObject(), "Failed stages");
        Assert.Equal("${{ toJSON(needs) }}", (string?)step["env"]!["Delivery__Stages"]);
        Assert.Equal("${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}", (string?)step["env"]!["Delivery__Run"]);
    });

    [Fact]
    [Requirement("R103", "R108", "R116")]
    public void The_site_of_the_commit_is_measured_after_the_push() => Assert.All(s_pipelines, file =>
    {
        Assert.Equal("push", (string?)CommittedWorkflows.Job(file, "performance")["needs"]!.AsArray().Single());
        Assert.Equal(["dotnet tool restore", "npm ci", .. file == CommittedWorkflows.Frontend ? s_bundle : [], "dotnet aspire start", "dotnet aspire wait", "dotnet aspire do measure-site"],
            RunsOf(file, "performance").Select(run => string.Join(' ', run.Split(' ').TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal) && word != "nginx"))));
    });

    [Fact]
    [Requirement("R100", "R101")]
    public void The_front_end_is_linted_typechecked_and_tested() =>
        Assert.Equal(["ci", "run lint", "run typecheck", "test", "run build"], RunsOf(CommittedWorkflows.Frontend, "test").Skip(1).Select(run => NpmCommand().Match(run).Groups[1].Value));

    [Fact]
    [Requirement("R109", "R110")]
    public void The_backend_is_built_with_its_analyzers_formatted_and_tested() =>
        Assert.Equal(["dotnet build", "dotnet format", "dotnet test"], RunsOf(CommittedWorkflows.Backend, "test").Skip(1).Select(run => string.Join(' ', run.Split(' ')[..2])));

    [Fact]
    [Requirement("R172")]
    public void Packages_are_scanned_before_the_build_and_the_image_before_the_push() => Assert.All(s_pipelines, file =>
    {
        Assert.Contains(RunsOf(file, "security"), run => run.Contains(" do scan-dependencies ", StringComparison.Ordinal));
        Assert.Contains(RunsOf(file, "build"), run => run.Contains(" do scan-images ", StringComparison.Ordinal));
    });

    [Fact]
    [Requirement("R128")]
    public void The_bill_of_materials_of_each_image_is_kept() => Assert.All(s_pipelines, file =>
    {
        Assert.Contains(RunsOf(file, "build"), run => run.Contains(" do sbom ", StringComparison.Ordinal));
        var kept = Step(CommittedWorkflows.Job(file, "build"), "Keep the bill of materials");
        Assert.Equal(SoftwareBills.Folder, (string?)kept["with"]!["path"]);
        Assert.False(kept.ContainsKey("if"));
    });

    [Fact]
    [Requirement("R106")]
    public void What_is_pushed_is_what_was_scanned_and_gets_its_tags() => Assert.All(s_pipelines, file =>
    {
        var (build, push) = (RunsOf(file, "build").ToList(), RunsOf(file, "push").ToList());
        Assert.StartsWith("docker save ", build[^1], StringComparison.Ordinal);
        Assert.Contains(" do scan-images ", build[^2], StringComparison.Ordinal);
        Assert.Equal(["docker load", "do push-images", "do tag-images"], push[^3..].Select(run => Called().Match(run) is { Success: true } step ? $"do {step.Groups[1].Value}" : string.Join(' ', run.Split(' ')[..2])));
    });

    [Fact]
    [Requirement("R126")]
    public void The_owner_of_the_images_is_that_of_the_repository_or_what_a_variable_says() => Assert.All(
        CommittedWorkflows.Jobs.Where(job => job.Name is "build" or "push" || (job.Name == "deploy" && job.File == CommittedWorkflows.Deployment)),
        job => Assert.Equal("${{ vars.REGISTRY || format('ghcr.io/{0}', github.repository_owner) }}", (string?)job.Job["env"]!["Deploy__Registry"]));

    [Fact]
    [Requirement("R198")]
    public void Updates_are_proposed_with_the_packages_installed_and_in_the_name_of_the_job()
    {
        Assert.Equal("""["dotnet tool restore","npm ci","dotnet aspire do update-dependencies"]""", JsonSerializer.Serialize(RunsOf(CommittedWorkflows.Updates, "updates").Select(run => run.Split(" --")[0])));
        Assert.Equal("${{ github.token }}", (string?)Step(CommittedWorkflows.Job(CommittedWorkflows.Updates, "updates"), "Pull requests")["env"]!["GH_TOKEN"]);
        Assert.Equal("0 2 * * 0", (string?)CommittedWorkflows.All[CommittedWorkflows.Updates]["on"]!["schedule"]![0]!["cron"]);
    }

    [Fact]
    [Requirement("R135")]
    public void A_deployment_asks_for_service_and_environment()
    {
        var inputs = CommittedWorkflows.All[CommittedWorkflows.Deployment]["on"]!["workflow_dispatch"]!["inputs"]!;
        Assert.Equal("""["both","frontend","backend"]""", inputs["service"]!["options"]!.ToJsonString());
        Assert.Equal("""["staging","production"]""", inputs["environment"]!["options"]!.ToJsonString());
        Assert.Equal("""["rolling","blue-green","recreate"]""", inputs["strategy"]!["options"]!.ToJsonString());
    }

    [Fact]
    public void Caches_are_found_by_what_fixes_the_versions()
    {
        Assert.All(CommittedWorkflows.Steps.Where(step => Is(step.Step, "actions/cache")), step => Assert.Contains("hashFiles('Directory.Packages.props'", (string)step.Step["with"]!["key"]!, StringComparison.Ordinal));
        Assert.All(CommittedWorkflows.Steps.Where(step => Is(step.Step, "actions/setup-node")), step => Assert.Equal("CodiesVibe.Frontend/package-lock.json", (string?)step.Step["with"]!["cache-dependency-path"]));
    }

    private static bool Is(JsonObject step, string action) => ((string?)step["uses"])?.StartsWith($"{action}@", StringComparison.Ordinal) == true;

    private static JsonObject Step(JsonObject job, string name) => job["steps"]!.AsArray().Single(step => (string?)step!["name"] == name)!.AsObject();

    private static IEnumerable<string> RunsOf(string file, string job) => CommittedWorkflows.Job(file, job)["steps"]!.AsArray().Select(step => (string?)step!["run"]).OfType<string>();

    private static string Plain(JsonNode? node) => node!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [GeneratedRegex(@"^ *(?:- )?uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex("""(?:session\.Add|AddStep)\("([a-z-]+)""")]
    private static partial Regex Registered();

    [GeneratedRegex("dotnet aspire do ([a-z-]+)")]
    private static partial Regex Called();

    [GeneratedRegex("^npm (.+?) --prefix CodiesVibe.Frontend")]
    private static partial Regex NpmCommand();
}
