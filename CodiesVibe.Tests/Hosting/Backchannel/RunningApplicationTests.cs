using System.Globalization;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>What the aspire CLI can do with an application that runs.</summary>
[Collection(nameof(CliHome))]
public sealed class RunningApplicationTests(StartedSample sample) : IClassFixture<StartedSample>
{
    private const int WaitTimedOut = 17;
    private const int WaitFailed = 18;
    private const int CommandFailed = 16;

    [Fact]
    public async Task Start_and_ps_tell_the_processes_and_a_dashboard_that_answers()
    {
        var started = await sample.StartedAsync();
        var listed = Assert.Single(await sample.ListAsync())!;

        Assert.Equal(AspireCli.SampleProject, (string?)listed["appHostPath"]);
        Assert.Equal("running", (string?)listed["status"]);
        Assert.StartsWith("13.5.4", (string?)listed["sdkVersion"], StringComparison.Ordinal);
        foreach (var name in new[] { "appHostPid", "cliPid", "dashboardUrl" })
        {
            Assert.Equal(started[name]!.ToJsonString(), listed[name]!.ToJsonString());
        }

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri((string)started["dashboardUrl"]!), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task Describe_shows_every_resource_without_a_secret()
    {
        await WaitAsync("talker", "healthy");
        await WaitAsync("sick", "down");
        var described = await sample.ReadAsync("describe");
        var resources = described["resources"]!.AsArray().ToDictionary(r => (string)r!["displayName"]!, r => r!);

        Assert.Equal(["api-key", "idle", "manual", "sick", "talker", "web"], resources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("Running", "Healthy"), ((string?)resources["web"]["state"], (string?)resources["web"]["healthStatus"]));
        Assert.Equal(("Finished", 3), ((string?)resources["sick"]["state"], (int?)resources["sick"]["exitCode"]));
        Assert.Equal("NotStarted", (string?)resources["idle"]["state"]);
        Assert.Equal("Healthy", (string?)resources["web"]["healthReports"]!["web_http_/_200_check"]!["status"]);
        Assert.Equal((string?)resources["web"]["name"], (string?)Assert.Single(resources["talker"]["relationships"]!.AsArray())!["resourceName"]);
        Assert.Equal("high", (string?)resources["web"]["environment"]!["LEVEL"]);
        Assert.Contains("API_KEY", resources["web"]["environment"]!.AsObject().Select(v => v.Key));
        Assert.DoesNotContain("hidden", described.ToJsonString(), StringComparison.Ordinal);

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri((string)resources["web"]["urls"]![0]!["url"]!), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task Describe_follows_what_commands_change()
    {
        await using var following = await sample.StartAsync("describe", "--follow", "--format", "json");
        await UntilAsync(() => Reports(following, "manual").Any(), "the first report of 'manual'");

        Assert.Equal(0, (await sample.RunAsync("resource", "manual", "start")).ExitCode);
        await WaitAsync("manual", "up");
        await UntilAsync(() => Reports(following, "manual").LastOrDefault()?["state"]?.ToString() == "Running", "'manual' running");
        Assert.Equal(0, (await sample.RunAsync("resource", "manual", "stop")).ExitCode);
        await WaitAsync("manual", "down");
        await UntilAsync(() => Reports(following, "manual").LastOrDefault()?["state"]?.ToString() == "Finished", "'manual' finished");
    }

    [Fact]
    public async Task Logs_are_whole_searched_cut_and_followed()
    {
        await WaitAsync("talker", "healthy");
        await using var following = await sample.StartAsync("logs", "talker", "--follow");
        await UntilAsync(() => following.Output.Contains("three", StringComparison.Ordinal) && following.Output.Contains("trouble", StringComparison.Ordinal), "the log of 'talker'");

        var lines = await LogAsync("logs", "talker");
        Assert.Equal(["one", "two", "three"], lines.Select(l => (string)l["content"]!).Where(l => l is "one" or "two" or "three"));
        Assert.True((bool)lines.Single(l => (string)l["content"]! == "trouble")["isError"]!);
        Assert.Equal("two", (string?)Assert.Single(await LogAsync("logs", "--search", "two"))["content"]);
        Assert.Single(await LogAsync("logs", "talker", "--tail", "1"));
        Assert.Contains(await LogAsync("logs"), l => (string)l["resourceName"]! == "web");
    }

    [Fact]
    public async Task The_last_line_and_what_follows_leaves_out_the_lines_before()
    {
        await WaitAsync("web", "healthy");
        await using var following = await sample.StartAsync("logs", "web", "--follow", "--tail", "1");
        await UntilAsync(() => following.Output.Contains("[web]", StringComparison.Ordinal), "the last line of 'web'");

        var address = (string)(await sample.ReadAsync("describe", "web"))["resources"]![0]!["urls"]![0]!["url"]!;
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{address}/asked-now"), TestContext.Current.CancellationToken);
        await UntilAsync(() => following.Output.Contains("/asked-now", StringComparison.Ordinal), "the line that follows");
        Assert.DoesNotContain("Waiting for", following.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Serving HTTP", following.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web", "healthy", 60, 0, "")]
    [InlineData("web", "down", 1, WaitTimedOut, "Timed out")]
    [InlineData("sick", "healthy", 60, WaitFailed, "failed state: Finished")]
    [InlineData("nobody", "healthy", 60, WaitFailed, "'nobody' was not found")]
    public async Task Wait_says_how_it_ended(string resource, string status, int seconds, int exitCode, string message)
    {
        var command = await sample.RunAsync("wait", resource, "--status", status, "--timeout", seconds.ToString(CultureInfo.InvariantCulture));
        Assert.True(exitCode == command.ExitCode, command.All);
        Assert.Contains(message, command.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_gives_a_resource_another_process()
    {
        await WaitAsync("web", "healthy");
        var before = await ProcessOfAsync("web");
        Assert.Equal(0, (await sample.RunAsync("resource", "web", "restart")).ExitCode);
        await WaitAsync("web", "healthy");
        Assert.NotEqual(before, await ProcessOfAsync("web"));
    }

    [Theory]
    [InlineData("web", "polish", "Command 'polish' not available for resource 'web'.")]
    [InlineData("nobody", "restart", "Resource 'nobody' not found.")]
    public async Task A_command_that_is_not_there_is_an_error(string resource, string name, string message)
    {
        var command = await sample.RunAsync("resource", resource, name);
        Assert.Equal(CommandFailed, command.ExitCode);
        Assert.Contains(message, command.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_is_set_and_stays_hidden()
    {
        var command = await sample.RunAsync("resource", "api-key", "set-parameter", "--value", "hidden-too");
        Assert.True(command.ExitCode == 0, command.All);
        Assert.DoesNotContain("hidden", (await sample.ReadAsync("describe")).ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual(0, (await sample.RunAsync("resource", "api-key", "set-parameter")).ExitCode);
    }

    [Fact]
    public async Task Otel_reads_the_telemetry_of_the_dashboard()
    {
        var command = await sample.RunAsync("otel", "traces", "--format", "json");
        Assert.True(command.ExitCode == 0, command.All);
    }

    private async Task WaitAsync(string resource, string status)
    {
        var command = await sample.RunAsync("wait", resource, "--status", status, "--timeout", "60");
        Assert.True(command.ExitCode == 0, command.All);
    }

    private async Task<IReadOnlyList<JsonNode>> LogAsync(params string[] arguments) => [.. (await sample.ReadAsync(arguments))["logs"]!.AsArray().Select(l => l!)];

    private async Task<int?> ProcessOfAsync(string resource) =>
        (int?)(await sample.ReadAsync("describe", resource))["resources"]!.AsArray().Single()!["properties"]!["executable.pid"];

    private static IEnumerable<JsonNode> Reports(Command following, string resource) =>
        following.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Where(r => (string?)r["displayName"] == resource);

    private static Task UntilAsync(Func<bool> condition, string what) => AppHostProcess.UntilAsync(condition, what, TestContext.Current.CancellationToken);
}
