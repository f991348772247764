using System.Text.RegularExpressions;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;
using Microsoft.Extensions.Configuration;

namespace CodiesVibe.Tests.Docs;

/// <summary>The handbook has every scenario, and its commands are those that there are.</summary>
public sealed partial class HandbookTests
{
    /// <summary>The scenarios of the chapters about failures, recovery and troubleshooting of the document that the product was made from, and where the handbook has each.</summary>
    private static readonly (string Scenario, string Heading)[] s_scenarios =
    [
        ("tests of the front end", "Tests of the front end fail"),
        ("tests of the backend", "Tests of the backend fail"),
        ("vulnerabilities found", "A scan finds a vulnerability"),
        ("image builds", "An image cannot be built"),
        ("image uploads", "An image cannot be pushed"),
        ("ssh", "The server cannot be reached by ssh"),
        ("image pulls", "The server cannot pull an image"),
        ("containers that do not start", "A new release does not start"),
        ("containers that do not start, looked at by hand", "A container stopped"),
        ("taken ports", "A port is taken"),
        ("database connections", "The database does not answer"),
        ("database connections, looked at by hand", "The database does not answer"),
        ("cache connections", "The cache does not answer"),
        ("restoring a backup", "The data is damaged or gone"),
        ("services of others: the tunnel", "The tunnel is disconnected"),
        ("services of others: monitoring", "The monitoring is down"),
        ("services of others: notifications", "A notification service is down"),
        ("what recovers by itself: pipeline, deployment, infrastructure", "What mends itself"),
        ("pipelines", "A workflow fails"),
        ("the tunnel, looked at by hand", "The tunnel is disconnected"),
        ("addresses of health checks", "What says how it is"),
    ];

    private static readonly string[] s_steps =
    [
        .. new[] { "DeploymentSteps.cs", "ImageSteps.cs", "DeliverySteps.cs" }
            .SelectMany(file => Step().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CodiesVibe.AppHost", "Pipeline", file)))).Select(step => step.Groups[1].Value),
    ];

    public static TheoryData<string> Commands => [.. Handbook.Commands.Where(command => !command.Contains(" STEP", StringComparison.Ordinal)).Distinct()];

    [Fact]
    [Requirement("R209")]
    public void Every_scenario_is_there()
    {
        Assert.Empty(s_scenarios.Select(scenario => scenario.Heading).Except(Handbook.Scenarios.Select(scenario => scenario.Name)));
        Assert.Equal(Handbook.Scenarios.Count, Handbook.Scenarios.Select(scenario => scenario.Name).Distinct().Count());
    }

    [Fact]
    [Requirement("R209")]
    public void Every_scenario_says_what_to_look_at_and_what_to_do()
    {
        var without = Handbook.Scenarios.Where(scenario => !scenario.Name.StartsWith("What ", StringComparison.Ordinal) && scenario.Checks.Count == 0);
        Assert.Empty(without.Select(scenario => scenario.Name));
    }

    [Theory]
    [Requirement("R209")]
    [MemberData(nameof(Commands))]
    public void A_command_is_a_step_with_options_that_are_read(string command)
    {
        var (head, tail) = command.Split(" -- ", 2) is [var before, var after] ? (before, after) : (command, "");
        var words = head.Split(' ');
        var step = words[2] == "do" ? words[3] : words[2];
        Assert.Contains(step, words[2] == "do" ? s_steps : ["deploy", "destroy"]);

        var environment = head.Contains(" -e ", StringComparison.Ordinal) ? words[^1] : "production";
        var arguments = Argument().Matches(tail.Replace("=…", "=x", StringComparison.Ordinal)).Select(argument => argument.Groups[1].Success ? argument.Groups[1].Value : argument.Value).ToArray();
        DeployOptionsReader.RefuseValueless(["app", .. arguments]);
        // A file that is there, and what the configuration has anyway.
        arguments = [.. arguments.Select(argument => argument.Replace("./new-url", typeof(HandbookTests).Assembly.Location, StringComparison.Ordinal))];
        string[] standing = ["--Deploy:Host=vps.example.org", "--Deploy:Registry=ghcr.io/owner"];
        var configuration = new ConfigurationBuilder().AddCommandLine([.. standing, .. arguments.Select(argument => argument.Replace("OWNER", "owner", StringComparison.Ordinal))]).Build();
        Assert.Equal(environment, DeployOptionsReader.Read(configuration, environment, "abc1234").Environment);
        Assert.All(arguments, argument => Assert.Matches("^--(Deploy|Delivery):", argument));
    }

    [Fact]
    [Requirement("R213", "R214")]
    public void Commands_of_the_engine_name_what_is_published()
    {
        var infra = Published.Text("docker-compose.infra.yml");
        Assert.Contains("container_name: \"${NAME_PREFIX:-}mongodb\"", infra, StringComparison.Ordinal);
        Assert.Contains("container_name: \"${NAME_PREFIX:-}redis\"", infra, StringComparison.Ordinal);
        Assert.Contains("codiesvibe-network:", infra, StringComparison.Ordinal);
        Assert.All(
            ["""docker exec -it mongodb mongosh --eval "db.adminCommand('ping')" """, "docker exec -it redis redis-cli ping", "docker network inspect codiesvibe-network"],
            command => Assert.Contains($"`{command.Trim()}`", Handbook.Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:session\.Add|AddStep)\("([a-z-]+)""")]
    private static partial Regex Step();

    [GeneratedRegex(@"'([^']*)'|\S+")]
    private static partial Regex Argument();
}
