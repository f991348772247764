using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

#pragma warning disable ASPIREPIPELINES001 // The pipeline is what these tests are about.

namespace CodiesVibe.Tests.Hosting.Pipelines;

/// <summary>Which steps of a pipeline run, in which order, and how it ends.</summary>
public sealed class PipelineExecutionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DistributedApplicationPipeline pipeline = new();
    private readonly List<string> done = [];

    [Fact]
    public async Task A_step_runs_after_what_it_depends_on_and_what_it_is_required_for_waits_and_nothing_else_runs()
    {
        Add("ship", dependsOn: "pack");
        Add("pack");
        Add("label", requiredBy: "ship");
        Add("other");
        await RunAsync("ship");
        Assert.Equal("ship", done[^1]);
        Assert.Equal(["label", "pack", "ship"], done.Order());
    }

    [Fact]
    public async Task Steps_that_do_not_depend_on_one_another_run_at_once()
    {
        var (left, right) = (new TaskCompletionSource(), new TaskCompletionSource());
        pipeline.AddStep("left", _ => MeetAsync(left, right.Task));
        pipeline.AddStep("right", _ => MeetAsync(right, left.Task));
        await RunAsync();

        static Task MeetAsync(TaskCompletionSource here, Task there)
        {
            here.SetResult();
            return there.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_failure_is_the_reason_ends_what_runs_beside_it_and_stops_what_depends_on_it()
    {
        var running = new TaskCompletionSource();
        pipeline.AddStep("slow", async context =>
        {
            running.SetResult();
            await Task.Delay(Patience, context.CancellationToken);
            done.Add("slow");
        });
        pipeline.AddStep("bad", async _ =>
        {
            await running.Task;
            throw new InvalidOperationException("kaput");
        });
        Add("after", dependsOn: "bad");
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync());
        Assert.Equal("Step 'bad' failed: kaput", error.Message);
        Assert.Empty(done);
    }

    [Fact]
    public async Task A_step_that_says_that_it_failed_has_failed()
    {
        pipeline.AddStep("honest", context => context.ReportingStep.CompleteAsync("no space left", CompletionState.CompletedWithError));
        Add("after", dependsOn: "honest");
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync());
        Assert.Equal("Step 'honest' failed: no space left", error.Message);
        Assert.Empty(done);
    }

    [Fact]
    public async Task What_is_cancelled_has_not_succeeded()
    {
        using var stop = new CancellationTokenSource();
        pipeline.AddStep("stopped", async context =>
        {
            await stop.CancelAsync();
            context.CancellationToken.ThrowIfCancellationRequested();
        });
        await Assert.ThrowsAsync<DistributedApplicationException>(() => ExecuteAsync(step: null, stop.Token));
    }

    [Fact]
    public async Task Steps_that_do_not_fit_together_are_one_clear_error()
    {
        Add("a", dependsOn: "b");
        Add("b", dependsOn: "c");
        Add("c", dependsOn: "a");
        await AssertRefusedAsync("Circular dependency detected in pipeline steps: a -> b -> c -> a.", "a");
        await AssertRefusedAsync("Step 'd' not found in pipeline. Available steps: 'a', 'b', 'c'.", "d");
        Assert.Contains("'a' has already been added", Assert.Throws<InvalidOperationException>(() => Add("a")).Message, StringComparison.Ordinal);
        Add("e", dependsOn: "nothing");
        await AssertRefusedAsync("Step 'e' depends on unknown step 'nothing'.", "b");
        Assert.Empty(done);
    }

    private void Add(string name, string? dependsOn = null, string? requiredBy = null) => pipeline.AddStep(
        name,
        _ =>
        {
            lock (done)
            {
                done.Add(name);
            }

            return Task.CompletedTask;
        },
        dependsOn,
        requiredBy);

    private async Task AssertRefusedAsync(string message, string step) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<DistributedApplicationException>(() => RunAsync(step))).Message);

    private Task RunAsync(string? step = null) => ExecuteAsync(step, TestContext.Current.CancellationToken);

    private async Task ExecuteAsync(string? step, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["step"] = step }).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<PipelineActivities>().BuildServiceProvider();
        await pipeline.ExecuteAsync(new(
            new DistributedApplicationModel(new ResourceCollection()), new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish),
            services, NullLogger.Instance, cancellationToken));
    }
}
