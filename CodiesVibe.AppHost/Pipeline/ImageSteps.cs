#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The pipeline steps that build images and push them to a registry. The official <c>build</c> and <c>push</c> would not use the Dockerfiles.</summary>
internal static class ImageSteps
{
    /// <summary>Adds <c>build-images</c> and <c>push-images</c>.</summary>
    public static void AddImageSteps(this IDistributedApplicationBuilder builder, string root)
    {
        builder.Pipeline.AddStep("build-images", context => Images(builder, root, context).BuildAsync(context.CancellationToken));
        builder.Pipeline.AddStep("push-images", context => Images(builder, root, context).PushAsync(context.CancellationToken), dependsOn: "build-images");
    }

    /// <summary>The images of the commit, by the configuration.</summary>
    public static ImageBuild Images(IDistributedApplicationBuilder builder, string root, PipelineStepContext context)
    {
        DeployOptionsReader.RefuseValueless(Environment.GetCommandLineArgs());
        var sources = new SourceTree(root, new SourceCommit(root).Find());
        return new(DeployOptionsReader.Read(builder.Configuration, builder.Environment.EnvironmentName, sources.Revision?.Commit, DeployNeeds.Images), sources, line => context.Report(line), TimeProvider.System);
    }
}
