#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host publishes; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Output;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The pipeline steps that publish the files for production.</summary>
internal static class PublishingSteps
{
    /// <summary>Adds <c>publish-compose</c> as a part of <c>publish</c>, <c>diff</c> and <c>pin-images</c>.</summary>
    public static void AddPublishing(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var manifest = new CommittedManifest(root, ExternalMongo.AsVariable(builder.Configuration));
        // `dotnet run` starts this program in the project's folder, so a relative path is resolved against the repository.
        PublishedDirectory Target() => new(Path.GetFullPath(builder.Configuration["output-path"] ?? "deploy", root));

        // GitHub looks for workflows there only, wherever the other files go.
        var repository = new WorkflowTarget(root);

        // No step needs the value of a parameter, so no step depends on the one that asks for them.
        builder.Pipeline.AddStep("publish-compose", context => PublishAsync(context, manifest, Target(), repository), requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep("diff", context => CompareAsync(context, manifest, Target(), repository));
        builder.Pipeline.AddStep("pin-images", context => PinAsync(context, manifest, Path.Combine(root, ImageLock.FileName)));
    }

    private static async Task PublishAsync(PipelineStepContext context, CommittedManifest manifest, PublishedDirectory target, WorkflowTarget repository)
    {
        var (bytes, model) = await ReadModelAsync(context, manifest);
        var files = Render(context, model);
        var workflows = repository.Render(model);
        var force = Environment.GetCommandLineArgs().Contains("--force");
        repository.Directory.RefuseEdited(workflows, force);
        context.Report($"Writing {target.Path}");
        var changes = target.Publish(files, force);
        var changedWorkflows = repository.Publish(workflows, force);
        manifest.Update(bytes);
        context.Summarize("Manifest", manifest.Path);
        context.Summarize("Services", $"{model.Services.Count}");
        context.Summarize("Files", $"{files.Count}: {Count(changes)}");
        context.Summarize("Workflows", $"{workflows.Count}: {Count(changedWorkflows)}");
        context.Summarize("Directory", target.Path);
        context.Summarize("Instructions", Path.Combine(target.Path, "README.md"));
    }

    private static async Task CompareAsync(PipelineStepContext context, CommittedManifest manifest, PublishedDirectory target, WorkflowTarget repository)
    {
        var (_, model) = await ReadModelAsync(context, manifest);
        var files = Render(context, model);
        context.Report($"Comparing with {target.Path} and {repository.Directory.Path}");
        IReadOnlyList<FileChange> changes = [.. target.Compare(files), .. repository.Directory.Compare(repository.Render(model))];
        foreach (var change in changes)
        {
            context.Report($"{change.Path}: would be {change.Verb}{(change.IsEdited ? ", but only with '-- --force' because it was edited by hand" : "")}");
            foreach (var line in UnifiedDiff.Of(change))
            {
                context.Report(line);
            }
        }

        context.Summarize("Directory", target.Path);
        context.Summarize("Publishing would make", Count(changes));
    }

    private static async Task PinAsync(PipelineStepContext context, CommittedManifest manifest, string path)
    {
        var (_, model) = await ReadModelAsync(context, manifest);
        var images = model.Services.Select(service => service.Image).OfType<string>().ToList();
        using var client = new HttpClient();
        context.Report($"Asking the registries about {images.Count} images");
        var pinned = await ImageLock.AskAsync(images, new RegistryClient(client), context.CancellationToken);
        pinned.Write(path);
        context.Summarize("Pinned images", $"{pinned.Images.Count}");
        context.Summarize("File", path);
    }

    private static async Task<(byte[] Manifest, SystemModel Model)> ReadModelAsync(PipelineStepContext context, CommittedManifest manifest)
    {
        context.Report("Writing the manifest");
        var bytes = await manifest.MakeAsync(context.CancellationToken);
        return (bytes, ManifestReader.Parse(bytes));
    }

    private static IReadOnlyList<GeneratedFile> Render(PipelineStepContext context, SystemModel model)
    {
        context.Report($"Translating {model.Services.Count} services");
        return PublishedTree.Render(model);
    }

    private static string Count(IReadOnlyList<FileChange> changes) => changes.Count == 0
        ? "no change"
        : string.Join(", ", changes.GroupBy(change => change.Verb).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
}
