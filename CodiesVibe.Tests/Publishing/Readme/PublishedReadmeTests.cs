using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Readme;

/// <summary>The README of the published directory.</summary>
public sealed class PublishedReadmeTests
{
    private static readonly string s_text = Published.Text("README.md");

    [Fact]
    public async Task Its_first_block_is_the_preparation_and_works_as_it_stands()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The block is for a POSIX shell.");
        using var folder = new PublishedFolder();
        var block = s_text.Split("```sh\n")[1].Split("```")[0];
        var run = await Command.RunAsync("/bin/sh", ["-ec", block], folder.Path);
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Contains("CODIESVIBE_SECRETS=./secrets", folder.Read(".env.production"), StringComparison.Ordinal);

        var again = await Command.RunAsync("/bin/sh", ["-ec", block], folder.Path);
        Assert.True(again.ExitCode == 0, again.All);
        Assert.Contains("CODIESVIBE_SECRETS=./secrets", folder.Read(".env.production"), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_second_block_is_the_three_commands() => Assert.Equal(
        """
        docker-compose -f docker-compose.infra.yml up -d
        docker-compose -f docker-compose.production.yml up -d
        docker-compose -f docker-compose.production.yml ps

        """,
        s_text.Split("```sh\n")[2].Split("```")[0],
        ignoreLineEndingDifferences: true);

    [Fact]
    [Requirement("R032")]
    public void It_names_every_file_at_the_top() => Assert.All(
        Published.Files.Select(file => file.Path.Contains('/') ? file.Path[..(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)] : file.Path).Distinct(),
        entry => Assert.Contains($"| `{entry}` |", s_text, StringComparison.Ordinal));

    [Fact]
    [Requirement("R020")]
    public void It_names_the_waits_that_are_in_no_file()
    {
        var edges = s_text.Split('\n').Where(line => line.Contains("does not wait for", StringComparison.Ordinal));
        Assert.Equal(["- `prometheus` does not wait for `backend`.", "- `prometheus` does not wait for `frontend`.", "- `prometheus` does not wait for `nginx`."], edges);
    }

    [Fact]
    public void It_gives_the_reason_of_every_exception() => Assert.All(
        Published.Model.Services.SelectMany(service => service.Facts.Waivers),
        waiver => Assert.Contains(waiver.Reason, s_text, StringComparison.Ordinal));

    [Fact]
    public void It_names_the_services_that_were_tested_with_stand_ins_and_says_that_digests_are_unknown()
    {
        Assert.All(["mongodb", "grafana", "loki", "promtail", "cloudflared"], service => Assert.Contains($"\n- `{service}`: ", s_text, StringComparison.Ordinal));
        Assert.Contains("None is pinned to a digest", s_text, StringComparison.Ordinal);
    }

    /// <summary>The edge keeps parts of the page and its log in memory, up to their bounds, beside its own.</summary>
    [Fact]
    public void The_smallest_system_fits_two_gibibytes_and_the_sums_are_those_of_the_files()
    {
        var smallest = Limits(ComposeText.Production, name => name is not "wait-for-infra") + Limits(ComposeText.Infra, name => name is "mongodb");
        var all = Limits(ComposeText.Production, name => name is not "wait-for-infra") + Limits(ComposeText.Infra, name => name is not "cadvisor");
        var both = all + Limits(ComposeText.Staging, name => name.EndsWith("-green", StringComparison.Ordinal) && !name.StartsWith("wait", StringComparison.Ordinal));
        Assert.InRange(smallest, 1, 2048 - 400);
        Assert.Contains($"| the smallest | {smallest} MiB |", s_text, StringComparison.Ordinal);
        Assert.Contains($"| all services | {all} MiB |", s_text, StringComparison.Ordinal);
        Assert.Contains($"| all services while both slots run | {both} MiB |", s_text, StringComparison.Ordinal);

        static int Limits(ComposeText file, Func<string, bool> counts) => file.Services.Where(service => counts(service.Key)).Sum(service => int.Parse(((string)service.Value!["mem_limit"]!)[..^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void It_says_what_the_server_needs_and_how_a_password_is_changed() =>
        Assert.All(["AVX", "docker login", "ufw", "live-restore", "reset-admin-password --password-from-stdin"], text => Assert.Contains(text, s_text, StringComparison.Ordinal));

    [Fact]
    [Requirement("R086")]
    public void It_says_how_to_scale_and_how_environments_share_a_host()
    {
        Assert.Contains("up -d --no-deps --scale backend=2 backend`", s_text, StringComparison.Ordinal);
        Assert.Contains("`COMPOSE_PROJECT_NAME`, `NAME_PREFIX` and\n`PORT_80`, `PORT_443`, `PORT_3002`, `PORT_9090`, `PORT_9091`, `PORT_9093` must differ", s_text, StringComparison.Ordinal);
    }

    /// <summary>Without it, one version of compose stops what depends on a service, and the other one restarts what it depends on.</summary>
    [Fact]
    public void Every_upgrade_leaves_the_other_services_alone() => Assert.All(
        System.Text.RegularExpressions.Regex.Matches(s_text[s_text.IndexOf("## Upgrade", StringComparison.Ordinal)..], @"up -d[^\n`]*").Where(command => command.Value.Length > 6),
        command => Assert.Contains("--no-deps", command.Value, StringComparison.Ordinal));

    [Fact]
    [Requirement("R081")]
    public void It_says_what_to_set_at_Cloudflare() => Assert.Contains("service HTTP, `nginx:8080`", s_text, StringComparison.Ordinal);
}
