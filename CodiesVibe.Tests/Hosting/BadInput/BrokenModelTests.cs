using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Hosting.Dcp;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.Tests.Hosting.BadInput;

/// <summary>Mistakes in the model of an application.</summary>
public sealed class BrokenModelTests
{
    [Fact]
    public async Task Resources_that_wait_for_one_another()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var first = builder.AddExecutable("first", "true", ".");
        var second = builder.AddExecutable("second", "true", ".").WaitFor(first);
        var third = builder.AddExecutable("third", "true", ".").WaitForCompletion(second);
        first.WaitForStart(third);
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("The resources wait for one another in a circle, so none of them could ever start: 'first' -> 'third' -> 'second' -> 'first'. Remove one of these waits.", error.Message);
    }

    [Fact]
    public async Task Two_resources_of_one_name()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("worker", "true", ".");
        var error = Assert.Throws<DistributedApplicationException>(() => builder.AddParameter("Worker"));
        Assert.Contains("with name 'Worker' because resource of type 'ExecutableResource' with that name already exists", error.Message, StringComparison.Ordinal);
        Assert.Single(builder.Resources);
    }

    [Fact]
    public async Task A_parameter_without_a_value()
    {
        EngineRun.FindEngine();
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var key = builder.AddParameter("license", secret: true);
        builder.AddExecutable("needy", "sleep", ".", "600").WithEnvironment("KEY", key);
        builder.AddExecutable("content", "sleep", ".", "600");
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(KnownResourceStates.FailedToStart, StateOf(application, "license"));
        Assert.Equal(KnownResourceStates.FailedToStart, StateOf(application, "needy"));
        Assert.Equal(KnownResourceStates.Running, StateOf(application, "content"));
        foreach (var name in new[] { "license", "needy" })
        {
            var line = Assert.Single(await LogAsync(application, name));
            Assert.Contains($"resource {name}", line, StringComparison.Ordinal);
            Assert.Contains("Set it with 'Parameters__license=...'", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    private static string? StateOf(DistributedApplication application, string name)
    {
        Assert.True(application.ResourceNotifications.TryGetCurrentState(name, out var current), name);
        return current.Snapshot.State?.Text;
    }

    private static async Task<List<string>> LogAsync(DistributedApplication application, string name)
    {
        Assert.True(application.ResourceNotifications.TryGetCurrentState(name, out var current), name);
        var lines = new List<string>();
        await foreach (var batch in application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(current.ResourceId))
        {
            lines.AddRange(batch.Select(l => l.Content));
        }

        return lines;
    }
}
