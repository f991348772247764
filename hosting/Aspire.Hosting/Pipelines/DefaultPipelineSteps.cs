using Aspire.Hosting.Parameters;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Pipelines;

/// <summary>
/// The steps that every pipeline has: values for the parameters, the manifest, and for each kind of work one step that precedes all of it
/// and one that ends when all of it is done.
/// </summary>
internal static class DefaultPipelineSteps
{
    private const string PublishManifest = "publish-manifest";

    public static void AddTo(IDistributedApplicationPipeline pipeline)
    {
        pipeline.AddStep(new()
        {
            Name = WellKnownPipelineSteps.ProcessParameters,
            Description = "Gets the values of all parameters.",
            Action = context => context.Services.GetRequiredService<PublishParameters>().ResolveAsync(context.CancellationToken),
        });
        pipeline.AddStep(new()
        {
            // The manifest names the parameters, so their values are not needed.
            Name = PublishManifest,
            Description = "Writes the manifest of the application.",
            Action = WriteManifestAsync,
        });
        AddFrame(pipeline, WellKnownPipelineSteps.BuildPrereq, WellKnownPipelineSteps.Build, "built");
        AddFrame(pipeline, WellKnownPipelineSteps.PushPrereq, WellKnownPipelineSteps.Push, "pushed");
        AddFrame(pipeline, WellKnownPipelineSteps.PublishPrereq, WellKnownPipelineSteps.Publish, "published");
        AddFrame(pipeline, WellKnownPipelineSteps.DeployPrereq, WellKnownPipelineSteps.Deploy, "deployed");
    }

    private static void AddFrame(IDistributedApplicationPipeline pipeline, string before, string end, string done)
    {
        pipeline.AddStep(new()
        {
            Name = before,
            Description = $"Precedes everything that is {done}.",
            Action = _ => Task.CompletedTask,
            DependsOnSteps = [WellKnownPipelineSteps.ProcessParameters],
        });
        pipeline.AddStep(new()
        {
            Name = end,
            Description = $"Ends when everything is {done}.",
            Action = _ => Task.CompletedTask,
            DependsOnSteps = [before],
        });
    }

    private static async Task WriteManifestAsync(PipelineStepContext context)
    {
        var publisher = context.Services.GetRequiredService<ManifestPublisher>();
        context.Summary.Add("Manifest", await publisher.WriteAsync(context.CancellationToken).ConfigureAwait(false));
    }
}
