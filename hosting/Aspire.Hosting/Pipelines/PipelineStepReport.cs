using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Tells the CLI's stream and the plain output what a step does.</summary>
internal sealed class PipelineStepReport : IReportingStep
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly PipelineActivities activities;
    private readonly TextWriter output;
    private readonly string name;
    private readonly string id = Guid.NewGuid().ToString("N");
    private int ended;

    public PipelineStepReport(string name, PipelineActivities activities, TextWriter output)
    {
        (this.name, this.activities, this.output) = (name, activities, output);
        activities.Add(new(PipelineActivity.Step, new(id, name, nameof(CompletionState.InProgress))));
        Line("starting");
    }

    public CompletionState State { get; private set; }

    public string? CompletionText { get; private set; }

    public Task<IReportingTask> CreateTaskAsync(string statusText, CancellationToken cancellationToken = default) =>
        System.Threading.Tasks.Task.FromResult<IReportingTask>(new TaskReport(this, statusText));

    public void Log(LogLevel logLevel, string message, bool enableMarkdown)
    {
        activities.Add(new(PipelineActivity.Log, new(Guid.NewGuid().ToString("N"), message, nameof(CompletionState.Completed))
        {
            StepId = id,
            LogLevel = logLevel.ToString(),
            EnableMarkdown = enableMarkdown,
        }));
        Line(message);
    }

    public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            (State, CompletionText) = (completionState, completionText);
            activities.Add(new(PipelineActivity.Step, new(id, completionText, completionState.ToString())));
            Line($"{completionText} ({watch.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s)");
        }

        return System.Threading.Tasks.Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await CompleteAsync("completed").ConfigureAwait(false);

    private void Line(string text) => output.WriteLine($"({name}) {text}");

    private sealed class TaskReport : IReportingTask
    {
        private readonly PipelineStepReport step;
        private readonly string id = Guid.NewGuid().ToString("N");
        private string status;
        private int ended;

        public TaskReport(PipelineStepReport step, string status)
        {
            (this.step, this.status) = (step, status);
            Tell(CompletionState.InProgress, null);
        }

        public Task UpdateAsync(string statusText, CancellationToken cancellationToken = default)
        {
            status = statusText;
            Tell(CompletionState.InProgress, null);
            return System.Threading.Tasks.Task.CompletedTask;
        }

        public Task CompleteAsync(string? completionMessage = null, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Tell(completionState, completionMessage);
            }

            return System.Threading.Tasks.Task.CompletedTask;
        }

        public async ValueTask DisposeAsync() => await CompleteAsync().ConfigureAwait(false);

        private void Tell(CompletionState state, string? message)
        {
            step.activities.Add(new(PipelineActivity.Task, new(id, status, state.ToString()) { StepId = step.id, CompletionMessage = message }));
            step.Line(state == CompletionState.InProgress ? $"  {status}" : $"  {status}: {message ?? state.ToString()}");
        }
    }
}
