using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Publishing.Workflows;

/// <summary>Which jobs run when. GitHub's own packages read the workflows and evaluate their expressions; the choice by branch, tag and path is the tests' own.</summary>
public sealed class WorkflowTriggerTests(WorkflowPrograms programs) : IClassFixture<WorkflowPrograms>
{
    private const string Site = "CodiesVibe.Frontend/src/App.tsx";
    private const string Api = "CodiesVibe.Api/Program.cs";
    private const string Full = "test security build push";
    private const string Measured = $"{Full} performance";
    private const string Released = $"{Full} deploy";
    private const string Validated = "test security build";

    [Fact]
    [Requirement("R088", "R089", "R090", "R091", "R092", "R093", "R094", "R095", "R108", "R116", "R200", "R201")]
    public async Task The_jobs_are_those_of_the_document()
    {
        Row[] rows =
        [
            // A part that changed on a protected branch is tested, scanned, built and pushed; the other one is left alone.
            Push("main", [Site], Frontend(Measured)),
            Push("staging", [Site], Frontend(Full)),
            Push("main", [Api], Backend(Measured)),
            Push("staging", [Api], Backend(Full)),
            Push("main", [Site, Api], Frontend(Measured), Backend(Measured)),
            Push("staging", [Api, "README.md", Site], Frontend(Full), Backend(Full)),
            Push("main", ["CodiesVibe.Frontend/package-lock.json"], Frontend(Measured)),
            Push("main", ["CodiesVibe.Frontend/src/features/tools/ToolList.tsx"], Frontend(Measured)),
            Push("main", ["CodiesVibe.ServiceDefaults/Telemetry.cs"], Backend(Measured)),
            Push("main", ["CodiesVibe.Api/Features/Tools/ToolStore.cs"], Backend(Measured)),
            Push("main", ["Directory.Packages.props"], Backend(Measured)),
            Push("main", ["Directory.Build.props"], Backend(Measured)),
            Push("main", [".editorconfig"], Backend(Measured)),
            Push("main", ["Dockerfile.frontend"], Frontend(Measured)),
            Push("main", ["Dockerfile.backend"], Backend(Measured)),
            Push("main", [".dockerignore"], Frontend(Measured), Backend(Measured)),
            Push("main", [".github/workflows/frontend-ci-cd.yml"], Frontend(Measured)),
            Push("main", [".github/workflows/backend-ci-cd.yml"], Backend(Measured)),

            // What no image is built from starts nothing.
            Push("main", [".github/workflows/deployment.yml"]),
            Push("main", ["docs/delivery.md", "README.md"]),
            Push("main", ["deploy/docker-compose.production.yml"]),
            Push("main", ["CodiesVibe.Api.md"]),
            Push("main", ["docs/CodiesVibe.Frontend/App.tsx"]),

            // Feature branches start nothing, whatever they are called.
            Push("feature/new-search", [Site, Api]),
            Push("develop", [Site, Api]),
            Push("main-2", [Site]),
            Push("main/x", [Api]),
            Push("staging/x", [Api]),
            Push("dependabot/npm/vite", [Site]),
            Push("v1.2.3", [Site]),

            // A version is deployed, whatever changed.
            Tag("v1.2.3", Frontend(Released), Backend(Released)),
            Tag("v2.0.0-rc.1", Frontend(Released), Backend(Released)),
            Tag("1.2.3"),
            Tag("release-1"),
            Tag("x/v1"),

            // A pull request is validated: nothing is pushed or deployed.
            Pull("main", [Site], Frontend(Validated)),
            Pull("staging", [Site], Frontend(Validated)),
            Pull("main", [Api], Backend(Validated)),
            Pull("staging", [Api, Site], Frontend(Validated), Backend(Validated)),
            Pull("main", ["docs/delivery.md"]),
            Pull("develop", [Site, Api]),
            Pull("feature/x", [Site, Api]),

            // By hand.
            ByHand(CommittedWorkflows.Frontend, "main", Frontend(Measured)),
            ByHand(CommittedWorkflows.Frontend, "develop", Frontend(Measured)),
            ByHand(CommittedWorkflows.Backend, "develop", Backend(Measured)),
            ByHand(CommittedWorkflows.Backend, "staging", Backend(Full)),
            ByHand(CommittedWorkflows.Backend, "feature/x", Backend(Full)),
            ByHand(CommittedWorkflows.Deployment, "main", Deployment("deploy")),
            ByHand(CommittedWorkflows.Updates, "main", Updates("security updates")),
            ByHand(CommittedWorkflows.Monitoring, "main", Monitoring("notify")),
            ByHand(CommittedWorkflows.Monitoring, "main", Monitoring("production notify")) with { Vars = new() { ["PRODUCTION_ADDRESS"] = "codiesvibe.example.org" } },

            // By the clock.
            Clock("*/15 * * * *", Monitoring("production staging notify")) with { Vars = new() { ["PRODUCTION_ADDRESS"] = "a.example.org", ["STAGING_ADDRESS"] = "b.example.org" } },
            Clock("0 2 * * 0", Updates("security updates")),
            Clock("0 3 * * 0"),

            // What fails ends it, and is reported.
            Push("main", [Site], Frontend("test notify")) with { Failing = "test" },
            Push("main", [Api], Backend("test notify")) with { Failing = "test" },
            Push("main", [Api], Backend("test security notify")) with { Failing = "security" },
            Push("staging", [Api], Backend("test security build notify")) with { Failing = "build" },
            Push("main", [Api], Backend($"{Full} notify")) with { Failing = "push" },
            Push("main", [Site], Frontend($"{Measured} notify")) with { Failing = "performance" },
            Push("main", [Api], Backend($"{Measured} notify")) with { Failing = "performance" },
            Tag("v1.2.3", Frontend("test security notify"), Backend("test security notify")) with { Failing = "security" },
            Tag("v1.2.3", Frontend($"{Full} notify"), Backend($"{Full} notify")) with { Failing = "push" },
            Tag("v1.2.3", Frontend($"{Released} notify"), Backend($"{Released} notify")) with { Failing = "deploy" },
            Pull("main", [Site], Frontend("test notify")) with { Failing = "test" },
            ByHand(CommittedWorkflows.Deployment, "main", Deployment("deploy notify")) with { Failing = "deploy" },
            Clock("0 2 * * 0", Updates("security updates notify")) with { Failing = "security" },
            Clock("0 2 * * 0", Updates("security updates notify")) with { Failing = "updates" },
            Clock("*/15 * * * *", Monitoring("production notify")) with { Failing = "production", Vars = new() { ["PRODUCTION_ADDRESS"] = "a.example.org" } },

            // GitHub stops a stage that takes too long; a newer commit stops those of a pull request, which is no news.
            Push("main", [Site], Frontend("test security build notify")) with { Stopped = "build" },
            Pull("main", [Site], Frontend("test security build")) with { Stopped = "build" },
        ];

        var answers = await programs.EvaluateAsync(CommittedWorkflows.Texts, rows);
        Assert.Equal(rows.Select(row => $"{row}: {string.Join("; ", row.Expected)}"), rows.Zip(answers, (row, answer) => $"{row}: {string.Join("; ", Jobs(answer!))}"));
    }

    [Fact]
    [Requirement("R093")]
    public void Neither_pipeline_waits_for_the_other() => Assert.NotEqual(
        (string?)CommittedWorkflows.All[CommittedWorkflows.Frontend]["concurrency"]!["group"], (string?)CommittedWorkflows.All[CommittedWorkflows.Backend]["concurrency"]!["group"]);

    private static IEnumerable<string> Jobs(JsonNode answer) =>
        answer.AsObject().Select(workflow => $"{workflow.Key} {string.Join(' ', workflow.Value!.AsArray().Select(job => (string?)job))}").Order(StringComparer.Ordinal);

    private static Row Push(string branch, string[] paths, params string[] expected) => new("push", $"refs/heads/{branch}", expected) { Paths = paths };

    private static Row Tag(string tag, params string[] expected) => new("push", $"refs/tags/{tag}", expected);

    private static Row Pull(string into, string[] paths, params string[] expected) => new("pull_request", $"refs/heads/{into}", expected) { Paths = paths };

    private static Row ByHand(string workflow, string branch, params string[] expected) => new("workflow_dispatch", $"refs/heads/{branch}", expected) { Workflow = workflow };

    private static Row Clock(string cron, params string[] expected) => new("schedule", "refs/heads/main", expected) { Cron = cron };

    private static string Frontend(string jobs) => $"{CommittedWorkflows.Frontend} {jobs}";

    private static string Backend(string jobs) => $"{CommittedWorkflows.Backend} {jobs}";

    private static string Deployment(string jobs) => $"{CommittedWorkflows.Deployment} {jobs}";

    private static string Monitoring(string jobs) => $"{CommittedWorkflows.Monitoring} {jobs}";

    private static string Updates(string jobs) => $"{CommittedWorkflows.Updates} {jobs}";

    /// <summary>Something that happens, and the jobs that are to run.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Ref">The branch or tag; of a pull request, the branch that it goes into.</param>
    /// <param name="Expected">Each workflow with its jobs.</param>
    private sealed record Row(string Event, string Ref, IReadOnlyList<string> Expected)
    {
        public IReadOnlyList<string> Paths { get; init; } = [];

        /// <summary>The workflow that a person starts.</summary>
        public string? Workflow { get; init; }

        /// <summary>The line of the schedule whose time it is.</summary>
        public string? Cron { get; init; }

        /// <summary>The job that fails.</summary>
        public string? Failing { get; init; }

        /// <summary>The job that is stopped.</summary>
        public string? Stopped { get; init; }

        /// <summary>Variables of the repository.</summary>
        public Dictionary<string, string> Vars { get; init; } = [];

        public IReadOnlyList<string> Expected { get; } = [.. Expected.Order(StringComparer.Ordinal)];

        public override string ToString() => $"{Event} {Ref} {Workflow}{Cron}[{string.Join(' ', Paths)}] {Failing ?? Stopped}";
    }
}
