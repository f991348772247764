using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Pipelines;

/// <inheritdoc cref="IDistributedApplicationPipeline"/>
internal sealed class DistributedApplicationPipeline : IDistributedApplicationPipeline
{
    private readonly List<PipelineStep> steps = [];

    public IReadOnlyList<PipelineStep> Steps => steps;

    public void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null) =>
        AddStep(new() { Name = name, Action = action, DependsOnSteps = Names(dependsOn, nameof(dependsOn)), RequiredBySteps = Names(requiredBy, nameof(requiredBy)) });

    public void AddStep(PipelineStep step)
    {
        if (steps.Exists(s => s.Name == step.Name))
        {
            throw new InvalidOperationException($"A step with the name '{step.Name}' has already been added to the pipeline.");
        }

        steps.Add(step);
    }

    public async Task ExecuteAsync(PipelineContext context)
    {
        var activities = context.Services.GetRequiredService<PipelineActivities>();
        string? failure = null;
        try
        {
            var order = PipelineGraph.Order(steps, context.Services.GetRequiredService<IConfiguration>()["step"]);
            failure = await RunAsync(order, context, activities).ConfigureAwait(false);
        }
        catch (DistributedApplicationException e)
        {
            // The CLI shows reasons at steps only.
            var report = new PipelineStepReport("pipeline-execution", activities, Console.Out);
            await report.CompleteAsync(e.Message, CompletionState.CompletedWithError).ConfigureAwait(false);
            failure = e.Message;
        }

        var state = failure is null ? CompletionState.Completed : CompletionState.CompletedWithError;
        activities.Add(new(PipelineActivity.Complete, new("publish-complete", failure ?? "Pipeline succeeded", state.ToString())
        {
            CompletionMessage = failure,
            PipelineSummary = [.. context.Summary.Items.Select(i => new PipelineSummaryItem(i.Key, i.Value, false))],
        }));
        if (failure is not null)
        {
            throw new DistributedApplicationException(failure);
        }

        foreach (var (key, value) in context.Summary.Items)
        {
            Console.Out.WriteLine($"{key}: {value}");
        }
    }

    private static async Task<string?> RunAsync(IReadOnlyList<(PipelineStep Step, IReadOnlyList<string> DependsOn)> order, PipelineContext context, PipelineActivities activities)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var shared = context.With(failing.Token);
        string? first = null;
        var runs = new Dictionary<string, Task<bool>>(StringComparer.Ordinal);
        foreach (var (step, dependsOn) in order)
        {
            runs[step.Name] = RunAfterAsync(step, [.. dependsOn.Select(d => runs[d])]);
        }

        await Task.WhenAll(runs.Values).ConfigureAwait(false);
        return first ?? (context.CancellationToken.IsCancellationRequested ? "The pipeline was cancelled." : null);

        // Whether the step and all before it went well. The first failure is the reason; what runs beside it is cancelled.
        async Task<bool> RunAfterAsync(PipelineStep step, Task<bool>[] before)
        {
            if ((await Task.WhenAll(before).ConfigureAwait(false)).Contains(false) || failing.IsCancellationRequested)
            {
                return false;
            }

            if (await RunStepAsync(step, shared, activities).ConfigureAwait(false) is not { } failure)
            {
                return true;
            }

            Interlocked.CompareExchange(ref first, failure, null);
            await failing.CancelAsync().ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>What went wrong in the step; null when all went well.</summary>
    private static async Task<string?> RunStepAsync(PipelineStep step, PipelineContext context, PipelineActivities activities)
    {
        var report = new PipelineStepReport(step.Name, activities, Console.Out);
        await using (report.ConfigureAwait(false))
        {
            try
            {
                await Task.Run(() => step.Action(new() { PipelineContext = context, ReportingStep = report })).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a step throws is the step's failure.
            catch (Exception e)
#pragma warning restore CA1031
            {
                await report.CompleteAsync(e.Message, CompletionState.CompletedWithError).ConfigureAwait(false);
                return $"Step '{step.Name}' failed: {e.Message}";
            }
        }

        return report.State == CompletionState.CompletedWithError ? $"Step '{step.Name}' failed: {report.CompletionText}" : null;
    }

    private static List<string> Names(object? value, string argument) => value switch
    {
        null => [],
        string one => [one],
        IEnumerable<string> several => [.. several],
        _ => throw new ArgumentException("A step name or several are expected.", argument),
    };
}
