#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host publishes; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;
using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Output;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The steps from the model to the files that production runs with.</summary>
internal static class PublishingSteps
{
    /// <summary>Adds <c>publish-compose</c> as a part of <c>publish</c>, <c>diff</c> and <c>pin-images</c>.</summary>
    public static void AddPublishing(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var manifest = new CommittedManifest(root);
        // `dotnet run` starts this program in the project's folder, so a relative path is one of the repository.
        PublishedDirectory Target() => new(Path.GetFullPath(builder.Configuration["output-path"] ?? "deploy", root));

        // None of them needs the value of a parameter, so none waits for the step that asks for those.
        builder.Pipeline.AddStep("publish-compose", context => PublishAsync(context, manifest, Target()), requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep("diff", context => CompareAsync(context, manifest, Target()));
        builder.Pipeline.AddStep("pin-images", context => PinAsync(context, manifest, Path.Combine(root, ImageLock.FileName)));
    }

    private static async Task PublishAsync(PipelineStepContext context, CommittedManifest manifest, PublishedDirectory target)
    {
        var (bytes, model) = await ReadModelAsync(context, manifest);
        var files = await RenderAsync(context, model);
        var changes = await context.RunAsync(
            $"Writing {target.Path}",
            () => target.Publish(files, force: Environment.GetCommandLineArgs().Contains("--force")),
            Count);
        manifest.Update(bytes);
        context.Summary.Add("Manifest", manifest.Path);
        context.Summary.Add("Services", $"{model.Services.Count}");
        context.Summary.Add("Files", $"{files.Count}: {Count(changes)}");
        context.Summary.Add("Directory", target.Path);
        context.Summary.Add("How to run it", Path.Combine(target.Path, "README.md"));
    }

    private static async Task CompareAsync(PipelineStepContext context, CommittedManifest manifest, PublishedDirectory target)
    {
        var (_, model) = await ReadModelAsync(context, manifest);
        var files = await RenderAsync(context, model);
        var changes = await context.RunAsync($"Comparing with {target.Path}", () => target.Compare(files), Count);
        foreach (var change in changes)
        {
            context.Tell($"{change.Path}: would be {change.Verb}{(change.IsEdited ? "; it was edited by hand, so only with -- --force" : "")}");
            foreach (var line in UnifiedDiff.Of(change))
            {
                context.Tell(line);
            }
        }

        context.Summary.Add("Directory", target.Path);
        context.Summary.Add("Publishing would make", Count(changes));
    }

    private static async Task PinAsync(PipelineStepContext context, CommittedManifest manifest, string path)
    {
        var (_, model) = await ReadModelAsync(context, manifest);
        var images = model.Services.Select(service => service.Image).OfType<string>().ToList();
        using var client = new HttpClient();
        var pinned = await context.RunAsync(
            "Asking the registries",
            () => ImageLock.AskAsync(images, new RegistryClient(client), context.CancellationToken),
            images => $"{images.Images.Count} images");
        pinned.Write(path);
        context.Summary.Add("Pinned images", $"{pinned.Images.Count}");
        context.Summary.Add("File", path);
    }

    private static async Task<(byte[] Manifest, SystemModel Model)> ReadModelAsync(PipelineStepContext context, CommittedManifest manifest)
    {
        var bytes = await context.RunAsync("Writing the manifest", () => manifest.MakeAsync(context.CancellationToken), manifest => $"{manifest.Length / 1024} KiB");
        return (bytes, await context.RunAsync("Reading the model", () => ManifestReader.Parse(bytes), model => $"{model.Services.Count} services"));
    }

    private static Task<IReadOnlyList<GeneratedFile>> RenderAsync(PipelineStepContext context, SystemModel model) =>
        context.RunAsync("Translating", () => PublishedTree.Render(model), files => $"{files.Count} files");

    private static string Count(IReadOnlyList<FileChange> changes) => changes.Count == 0
        ? "no change"
        : string.Join(", ", changes.GroupBy(change => change.Verb).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));

    private static void Tell(this PipelineStepContext context, string line) => context.Logger.LogInformation("{Line}", line);

    private static Task<T> RunAsync<T>(this PipelineStepContext context, string task, Func<T> work, Func<T, string> describe) =>
        context.RunAsync(task, () => Task.FromResult(work()), describe);

    /// <summary>Does a part of a step, seen as a task of it.</summary>
    private static async Task<T> RunAsync<T>(this PipelineStepContext context, string task, Func<Task<T>> work, Func<T, string> describe)
    {
        var report = await context.ReportingStep.CreateTaskAsync(task, context.CancellationToken);
        await using (report)
        {
            try
            {
                var result = await work();
                await report.CompleteAsync(describe(result), CompletionState.Completed, context.CancellationToken);
                return result;
            }
            catch (PublishingException)
            {
                await report.CompleteAsync("failed", CompletionState.CompletedWithError, CancellationToken.None);
                throw;
            }
        }
    }
}
