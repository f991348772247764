using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Xunit;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace CodiesVibe.Tests.Hosting.Dashboard;

public sealed class ResourceServiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_call_without_the_key_is_refused(string? key)
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var headers = new Metadata();
        if (key is not null)
        {
            headers.Add("x-resource-service-api-key", key);
        }

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await application.Client.GetApplicationInformationAsync(new(), application.Call.WithHeaders(headers)));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);

        var information = await application.Client.GetApplicationInformationAsync(new(), application.Call);
        Assert.Equal("Sample", information.ApplicationName);
    }

    [Fact]
    public async Task A_stream_begins_with_all_resources_and_goes_on_with_those_that_change()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var web = new SampleResource("web");
        var store = new SampleResource("store");
        await SetStateAsync(application, web, "Starting");
        await SetStateAsync(application, store, "Running");

        using var call = await WatchAsync(application, until: 2);
        await SetStateAsync(application, store, "Running");
        await SetStateAsync(application, web, "Running");

        var change = Assert.Single((await NextAsync(call)).Changes.Value);
        Assert.Equal(("web", "Running"), (change.Upsert.Name, change.Upsert.State));
    }

    [Fact]
    public async Task A_dashboard_that_does_not_read_holds_back_nobody_and_later_gets_the_latest_only()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var web = new SampleResource("web");
        await SetStateAsync(application, web, "Starting");
        using var sleeper = await WatchAsync(application, until: 1);
        using var reader = await WatchAsync(application, until: 1);

        // Far more than the transport buffers for a stream.
        const int last = 2000;
        var filler = new string('x', 10_000);
        for (var i = 1; i <= last; i++)
        {
            await application.Notifications.PublishUpdateAsync(web, s => s with { State = $"{i}", Urls = [new UrlSnapshot("http", filler, false)] });
        }

        await ReadUntilAsync(reader, $"{last}");
        Assert.InRange(await ReadUntilAsync(sleeper, $"{last}"), 1, last / 2);
    }

    [Fact]
    public async Task Logs_are_sent_from_the_beginning_and_followed_on_request()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var logger = application.Loggers.GetLogger("web");
        logger.LogInformation("first");
        logger.LogError("second");

        using var snapshot = application.Client.WatchResourceConsoleLogs(new() { ResourceName = "web", SuppressFollow = true }, application.Call);
        var backlog = new List<V1.ConsoleLogLine>();
        await foreach (var update in snapshot.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            backlog.AddRange(update.LogLines);
        }

        Assert.Equal([(1, false), (2, true)], backlog.Select(l => (l.LineNumber, l.IsStdErr)));
        Assert.EndsWith(" second", backlog[1].Text, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(backlog[1].Text.Split(' ')[0], out _), backlog[1].Text);

        using var follow = application.Client.WatchResourceConsoleLogs(new() { ResourceName = "web" }, application.Call);
        Assert.Equal([1, 2], (await TakeAsync(follow, 2)).Select(l => l.LineNumber));
        logger.LogInformation("third");
        Assert.EndsWith(" third", Assert.Single(await TakeAsync(follow, 1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Big_logs_are_cut_into_messages_and_a_huge_line_is_shortened()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var logger = application.Loggers.GetLogger("web");
        var text = new string('x', 90_000);
        for (var i = 0; i < 5; i++)
        {
            logger.LogInformation("{Text}", text);
        }

        var huge = new string('y', 20_000_000);
        logger.LogInformation("{Text}", huge);

        using var call = application.Client.WatchResourceConsoleLogs(new() { ResourceName = "web" }, application.Call);
        var lines = await TakeAsync(call, 6);
        Assert.EndsWith("more characters)", lines[5].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_is_answered_when_its_work_is_done()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        var work = new TaskCompletionSource<ExecuteCommandResult>();
        var web = new SampleResource("web");
        web.Annotations.Add(Command("clear-cache", _ => work.Task));
        web.Annotations.Add(Command("fail", _ => Task.FromResult(CommandResults.Failure("no such luck"))));
        await SetStateAsync(application, web, "Running");

        using var call = application.Client.ExecuteResourceCommandAsync(
            new() { ResourceName = "web", CommandName = "clear-cache", ResourceType = "Sample" }, application.Call);
        var failed = await application.Client.ExecuteResourceCommandAsync(new() { ResourceName = "web", CommandName = "fail" }, application.Call);
        Assert.Equal((V1.ResourceCommandResponseKind.Failed, "no such luck"), (failed.Kind, failed.Message));

        Assert.False(call.ResponseAsync.IsCompleted);
        work.SetResult(CommandResults.Success());
        Assert.Equal(V1.ResourceCommandResponseKind.Succeeded, (await call).Kind);
    }

    [Fact]
    public async Task Open_streams_do_not_hold_up_the_end_of_the_application()
    {
        await using var application = DashboardApplication.Create();
        await application.ServeAsync();
        using var resources = await WatchAsync(application, until: 0);
        var question = application.Interactions.PromptNotificationAsync("Here", "to stay", cancellationToken: TestContext.Current.CancellationToken);
        using var interactions = application.Client.WatchInteractions(application.Call);
        Assert.True(await interactions.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        var stopped = await Record.ExceptionAsync(() =>
            application.StopServingAsync().WaitAsync(3 * ResourceServiceHost.StopTimeout, TestContext.Current.CancellationToken));
        Assert.Null(stopped);
        Assert.False(question.IsCompleted);
        Assert.DoesNotContain(application.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    private static ResourceCommandAnnotation Command(string name, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute) =>
        new(name, name, _ => ResourceCommandState.Enabled, execute, null, null, null, null, null, false);

    private static Task SetStateAsync(DashboardApplication application, SampleResource resource, string state) =>
        application.Notifications.PublishUpdateAsync(resource, s => s with { State = state });

    /// <summary>Opens a stream and reads up to where a number of resources is known.</summary>
    private static async Task<AsyncServerStreamingCall<V1.WatchResourcesUpdate>> WatchAsync(DashboardApplication application, int until)
    {
        var call = application.Client.WatchResources(new(), application.Call);
        var update = await NextAsync(call);
        Assert.Equal(V1.WatchResourcesUpdate.KindOneofCase.InitialData, update.KindCase);
        var known = update.InitialData.Resources.Select(r => r.Name).ToHashSet();
        while (known.Count < until)
        {
            known.UnionWith((await NextAsync(call)).Changes.Value.Select(c => c.Upsert.Name));
        }

        return call;
    }

    private static async Task<V1.WatchResourcesUpdate> NextAsync(AsyncServerStreamingCall<V1.WatchResourcesUpdate> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return call.ResponseStream.Current;
    }

    private static async Task<int> ReadUntilAsync(AsyncServerStreamingCall<V1.WatchResourcesUpdate> call, string state)
    {
        for (var messages = 1; ; messages++)
        {
            if ((await NextAsync(call)).Changes.Value.Any(c => c.Upsert.State == state))
            {
                return messages;
            }
        }
    }

    private static async Task<List<V1.ConsoleLogLine>> TakeAsync(AsyncServerStreamingCall<V1.WatchResourceConsoleLogsUpdate> call, int count)
    {
        var lines = new List<V1.ConsoleLogLine>();
        while (lines.Count < count)
        {
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            lines.AddRange(call.ResponseStream.Current.LogLines);
        }

        return lines;
    }
}
