using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Lifecycle;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>A dependency that ends before it is healthy.</summary>
public sealed class UnmetDependenciesTests : IAsyncLifetime
{
    private readonly ReportedStates _states = new();
    private IResourceBuilder<ExecutableResource> _database = null!;
    private UnmetDependencies _watch = null!;

    public async ValueTask InitializeAsync()
    {
        _database = _states.Builder.AddExecutable("database", "true", ".");
        _watch = new(_states.Notifications, _states.Lifetime, _states.Eventing);
        await _watch.StartingAsync(TestContext.Current.CancellationToken);
        await _states.ReportAsync(_database.Resource, KnownResourceStates.Running);
    }

    [Theory]
    [InlineData("Finished")]
    [InlineData("Exited")]
    [InlineData("FailedToStart")]
    public async Task A_resource_that_waits_for_its_health_fails_to_start_with_the_reason(string end)
    {
        var api = _states.Builder.AddExecutable("api", "true", ".").WaitFor(_database).Resource;
        await _states.ReportAsync(api, KnownResourceStates.Waiting);

        await _states.ReportAsync(_database.Resource, end, exitCode: 1);
        await _states.UntilAsync(api, KnownResourceStates.Starting);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(api));
        Assert.Equal("'api' does not start because 'database', for which it waits, ended before it was healthy. Start 'database' again, then 'api'.", error.Message);
        await StartAsync(api); // the next start is judged anew
    }

    [Fact]
    public async Task A_resource_that_waits_for_something_else_keeps_waiting()
    {
        var job = _states.Builder.AddExecutable("job", "true", ".").WaitForCompletion(_database).Resource;
        var patient = _states.Builder.AddExecutable("patient", "true", ".").WaitFor(_database, WaitBehavior.WaitOnResourceUnavailable).Resource;
        var api = _states.Builder.AddExecutable("api", "true", ".").WaitFor(_database).Resource;
        foreach (var waiter in new[] { job, patient, api })
        {
            await _states.ReportAsync(waiter, KnownResourceStates.Waiting);
        }

        await _states.ReportAsync(_database.Resource, KnownResourceStates.Finished);
        await _states.UntilAsync(api, KnownResourceStates.Starting); // all waiters have been looked at

        foreach (var waiter in new[] { job, patient })
        {
            Assert.True(_states.Notifications.TryGetCurrentState(waiter.Name, out var current));
            Assert.Equal(KnownResourceStates.Waiting, current.Snapshot.State?.Text);
            await StartAsync(waiter);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _states.Lifetime.StopApplication();
        await _watch.StopAsync(CancellationToken.None);
        await _states.DisposeAsync();
    }

    private Task StartAsync(IResource resource) =>
        _states.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, _states.Application.Services), TestContext.Current.CancellationToken);
}
