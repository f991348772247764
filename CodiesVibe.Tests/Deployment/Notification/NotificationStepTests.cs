using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>The steps as a person types them.</summary>
public sealed class NotificationStepTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("codiesvibe-notify-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Requirement("R142")]
    public async Task A_test_reaches_every_channel_and_fails_if_one_does_not_accept_it()
    {
        await using var listener = await ChannelListener.StartAsync();
        await WriteAsync("webhook-url", listener.Address("/hook"));
        await WriteAsync("slack-webhook-url", listener.Address("/slack"));
        var sent = await RunAsync("notify-test");
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal("test", (string?)Assert.Single(listener.Posted("/hook"))["result"]);

        listener.Answer("/slack", 403);
        var refused = await RunAsync("notify-test");
        Assert.True(refused.ExitCode == 1, refused.All);
        Assert.Contains("Nobody was notified by slack: it answered with HTTP status 403", refused.Output, StringComparison.Ordinal);
        Assert.Contains("These channels did not accept the test: slack.", refused.All, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", refused.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_channel_the_test_names_the_key()
    {
        var run = await RunAsync("notify-test", isConfigured: false);
        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("No channel is configured. Set Deploy:NotificationsDirectory", run.All, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R142")]
    public async Task A_deployment_that_fails_is_told_with_the_first_line_of_its_error()
    {
        await using var listener = await ChannelListener.StartAsync();
        await WriteAsync("webhook-url", listener.Address("/hook"));
        var registry = $"localhost:{FreePort.Find()}/owner";
        var run = await RunAsync("deploy", true, "Host=vps.invalid", $"Registry={registry}", "Version=2.0.0");
        Assert.True(run.ExitCode == 1, run.All);
        var notice = Assert.Single(listener.Posted("/hook"));
        Assert.Equal(("failed", "production"), ((string?)notice["result"], (string?)notice["environment"]));
        Assert.StartsWith($"The deployment of 2.0.0 failed: The image '{registry}/codiesvibe-frontend:2.0.0' cannot be deployed.", (string?)notice["text"], StringComparison.Ordinal);

        // A look at the server is no deployment.
        var looked = await RunAsync("status", true, "Host=vps.invalid");
        Assert.True(looked.ExitCode == 1, looked.All);
        Assert.Single(listener.Posted("/hook"));
    }

    private Task WriteAsync(string name, Uri address) => File.WriteAllTextAsync(Path.Combine(_directory.FullName, name), $"{address}\n", TestContext.Current.CancellationToken);

    private Task<Command> RunAsync(string step, bool isConfigured = true, params string[] options) => Command.RunAsync(
        "dotnet",
        [SiteAppHost.Program, "--operation", "publish", "--step", step, "--environment", "production", .. (isConfigured ? options.Append($"NotificationsDirectory={_directory.FullName}") : options).Select(option => $"--Deploy:{option}")],
        SiteAppHost.Folder);
}
