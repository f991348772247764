using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Notification;

namespace CodiesVibe.Tests.Delivery;

/// <summary>The steps of the delivery as the workflows call them: by the app host, configured by the environment.</summary>
public sealed class DeliveryProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-delivery-");

    [Fact]
    [Requirement("R095")]
    public async Task A_failure_is_printed_put_on_the_page_of_the_run_and_sent_to_people()
    {
        await using var listener = await ChannelListener.StartAsync();
        var channels = _folder.CreateSubdirectory("channels");
        await File.WriteAllTextAsync(Path.Combine(channels.FullName, "webhook-url"), $"{listener.Address("/hook")}\n", TestContext.Current.CancellationToken);
        var page = Path.Combine(_folder.FullName, "summary.md");
        var run = await RunAsync(
            "report-failure", ("Delivery__Pipeline", "Backend pipeline"), ("Delivery__Run", "https://github.com/OWNER/codiesvibe/actions/runs/1"),
            ("Delivery__Stages", """{"test":{"result":"success"},"build":{"result":"failure"},"push":{"result":"skipped"}}"""), ("GITHUB_STEP_SUMMARY", page),
            ("Deploy__NotificationsDirectory", channels.FullName));
        Assert.True(run.ExitCode == 0, run.All);
        const string Line = "Backend pipeline: build failed. https://github.com/OWNER/codiesvibe/actions/runs/1";
        Assert.Contains(Line, run.Output, StringComparison.Ordinal);
        Assert.Equal($"{Line}\n", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
        var notice = Assert.Single(listener.Posted("/hook"));
        Assert.Equal(("failed", "production", Line), ((string?)notice["result"], (string?)notice["environment"], (string?)notice["text"]));
    }

    [Fact]
    [Requirement("R211", "R212")]
    public async Task A_pipeline_that_took_too_long_ends_with_an_error()
    {
        var page = Path.Combine(_folder.FullName, "summary.md");
        var run = await RunAsync("check-time", ("Delivery__Started", "1700000000"), ("Delivery__Minutes", "25"), ("Delivery__Expected", "15"), ("GITHUB_STEP_SUMMARY", page));
        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("so it ends before anything is pushed", run.All, StringComparison.Ordinal);
        Assert.Contains(" 15 are expected for all of it.\n", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<Command> RunAsync(string step, params (string Name, string? Value)[] environment) =>
        Command.RunAsync("dotnet", [SiteAppHost.Program, "--operation", "publish", "--step", step, "--environment", "production"], SiteAppHost.Folder, environment);
}
