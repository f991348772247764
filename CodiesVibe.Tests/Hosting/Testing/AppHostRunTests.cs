using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.Tests.Hosting.Testing;

/// <summary>App hosts of one method each, taken over by the test.</summary>
public sealed class AppHostRunTests
{
    [Fact]
    public async Task The_test_gets_the_builder_with_what_the_app_host_put_in()
    {
        var afterBuild = false;
        var cleanedUp = false;
        await using var builder = await RunAsync(["--color", "green"], args =>
        {
            var inner = DistributedApplication.CreateBuilder(args);
            try
            {
                inner.AddExecutable(inner.Configuration["color"]!, "true", ".");
                inner.Build();
                afterBuild = true;
            }
            finally
            {
                cleanedUp = true;
            }
        });

        Assert.Equal("green", Assert.Single(builder.Resources).Name);
        Assert.True(builder.Environment.IsDevelopment());
        Assert.Equal("true", builder.Configuration["DcpPublisher:RandomizePorts"]);
        Assert.Equal((false, true), (afterBuild, cleanedUp));
        builder.AddExecutable("added", "true", ".");
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => application.GetEndpoint("green"));
    }

    [Fact]
    public async Task Arguments_reach_the_configuration_of_an_app_host_that_ignores_them()
    {
        await using var builder = await RunAsync(["--color=blue", "--DcpPublisher:RandomizePorts=false"], _ => DistributedApplication.CreateBuilder().Build());
        Assert.Equal("blue", builder.Configuration["color"]);
        Assert.Equal("false", builder.Configuration["DcpPublisher:RandomizePorts"]);
    }

    [Fact]
    public async Task The_test_may_change_how_the_builder_is_made()
    {
        var run = new AppHostRun(typeof(AppHostRunTests).Assembly, [], (_, settings) => settings.EnvironmentName = "Staging", TestContext.Current.CancellationToken);
        await using var builder = await run.TakeBuilderAsync(() => DistributedApplication.CreateBuilder([]).Build());
        Assert.True(builder.Environment.IsStaging());
    }

    [Fact]
    public async Task Two_app_hosts_run_side_by_side()
    {
        using var meeting = new Barrier(2);
        var both = await Task.WhenAll(StartAsync("first"), StartAsync("second"));
        Assert.Equal(["first", "second"], both.Select(b => Assert.Single(b.Resources).Name));
        Array.ForEach(both, b => b.Dispose());

        Task<IDistributedApplicationTestingBuilder> StartAsync(string name) => RunAsync([], args =>
        {
            var inner = DistributedApplication.CreateBuilder(args);
            Assert.True(meeting.SignalAndWait(TimeSpan.FromSeconds(30)), "The other app host did not run at the same time.");
            inner.AddExecutable(name, "true", ".");
            inner.Build();
        });
    }

    [Fact]
    public async Task What_an_app_host_throws_is_what_the_test_gets()
    {
        var thrown = new InvalidDataException("no settings");
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync([], _ => throw thrown)));
        var duplicate = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync([], args =>
        {
            var inner = DistributedApplication.CreateBuilder(args);
            inner.AddExecutable("one", "true", ".");
            inner.AddExecutable("ONE", "true", ".");
        }));
        Assert.Equal("Cannot add resource of type 'ExecutableResource' with name 'ONE' because resource of type 'ExecutableResource' with that name already exists. Resource names are case-insensitive.", duplicate.Message);
    }

    [Fact]
    public async Task An_app_host_that_swallows_every_exception_is_taken_over_all_the_same()
    {
        await using var builder = await RunAsync([], args =>
        {
            try
            {
                DistributedApplication.CreateBuilder(args).Build();
            }
            catch (Exception exception)
            {
                Assert.NotNull(exception);
            }
        });
        Assert.Empty(builder.Resources);
    }

    [Fact]
    public async Task An_app_host_that_never_builds_is_an_error()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync([], args => DistributedApplication.CreateBuilder(args)));
        Assert.Equal("The entry point of 'CodiesVibe.Tests' ended without building an application. It must call DistributedApplication.CreateBuilder and Build.", error.Message);
    }

    [Fact]
    public async Task An_assembly_without_entry_point_is_an_error()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<Uri>(TestContext.Current.CancellationToken));
        Assert.Contains("has no entry point", error.Message);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_an_app_host_and_the_app_host_itself()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var goOn = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = new AppHostRun(typeof(AppHostRunTests).Assembly, [], (_, _) => { }, cancellation.Token);
        var taking = run.TakeBuilderAsync(() =>
        {
            goOn.Wait(TestContext.Current.CancellationToken);
            ended.SetResult(Record.Exception(() => DistributedApplication.CreateBuilder([]).Build())!);
        });
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        goOn.Set();
        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static Task<IDistributedApplicationTestingBuilder> RunAsync(string[] args, Action<string[]> main) =>
        new AppHostRun(typeof(AppHostRunTests).Assembly, args, (_, _) => { }, TestContext.Current.CancellationToken).TakeBuilderAsync(() => main(args));
}
