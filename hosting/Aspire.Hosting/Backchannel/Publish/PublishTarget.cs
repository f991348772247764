using Aspire.Hosting.Backchannel.Main;
using Aspire.Hosting.Pipelines;

namespace Aspire.Hosting.Backchannel.Publish;

/// <summary>What <c>aspire publish</c>, <c>deploy</c> and <c>do</c> ask for.</summary>
internal sealed class PublishTarget(CliAudience audience, PipelineActivities activities, DistributedApplicationPipeline pipeline, PromptRelay prompts) : ICliTarget
{
    public IAsyncEnumerable<PipelineActivity> GetPublishingActivitiesAsync(CancellationToken cancellationToken)
    {
        audience.Arrive();
        return activities.ReadAsync(cancellationToken);
    }

    /// <exception cref="DistributedApplicationException">There is no such step, or the pipeline is a circle.</exception>
    public Task<PipelineStepsAnswer> GetPipelineStepsAsync(PipelineStepsRequest? request, CancellationToken cancellationToken)
    {
        var order = PipelineGraph.Order(pipeline.Steps, request?.Step);
        return Task.FromResult(new PipelineStepsAnswer([.. order.Select(o => new PipelineStepDescription(o.Step.Name, o.Step.Description, o.DependsOn, o.Step.Tags, o.Step.Resource?.Name))]));
    }

    public Task CompletePromptResponseAsync(string promptId, IReadOnlyList<PromptAnswer>? answers, CancellationToken cancellationToken)
    {
        prompts.Answer(promptId, answers);
        return Task.CompletedTask;
    }
}

/// <param name="Step">The one that is wanted, with all that it depends on; every step when null.</param>
internal sealed record PipelineStepsRequest(string? Step);

/// <param name="Steps">In an order in which they could run.</param>
internal sealed record PipelineStepsAnswer(IReadOnlyList<PipelineStepDescription> Steps);

internal sealed record PipelineStepDescription(string Name, string? Description, IReadOnlyList<string> DependsOn, IReadOnlyList<string> Tags, string? ResourceName);
