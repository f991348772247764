#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Images;
using CodiesVibe.Delivery.Scans;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Notification;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The pipeline steps that the workflows call beside those of the deployment.</summary>
internal static class DeliverySteps
{
    /// <summary>Adds <c>scan-dependencies</c>, <c>scan-licences</c>, <c>sbom</c>, <c>scan-images</c>, <c>tag-images</c>, <c>check-time</c>, <c>report-failure</c> and <c>track-outage</c>.</summary>
    public static void AddDelivery(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var commit = new SourceCommit(root);
        builder.Pipeline.AddStep("scan-dependencies", ScanDependenciesAsync);
        builder.Pipeline.AddStep("scan-licences", ScanLicencesAsync);
        builder.Pipeline.AddStep("sbom", SbomAsync);
        builder.Pipeline.AddStep("scan-images", ScanImagesAsync, dependsOn: "build-images");
        builder.Pipeline.AddStep("tag-images", TagAsync, dependsOn: "push-images");
        builder.Pipeline.AddStep("check-time", CheckTimeAsync);
        builder.Pipeline.AddStep("report-failure", ReportAsync);
        builder.Pipeline.AddStep("track-outage", TrackOutageAsync);

        async Task ScanDependenciesAsync(PipelineStepContext context) =>
            Judge(context, await new DependencyScan(root, TimeProvider.System, line => context.Report(line)).RunAsync(Options(DeployNeeds.None).Services, context.CancellationToken));

        Task ScanLicencesAsync(PipelineStepContext context)
        {
            context.Summarize("Licences", new LicenceScan(root).Run(Options(DeployNeeds.None).Services));
            return Task.CompletedTask;
        }

        Task SbomAsync(PipelineStepContext context)
        {
            var options = Options(DeployNeeds.Images);
            return new SoftwareBills(root, line => context.Report(line)).WriteAsync(options.Services, options.Version, context.CancellationToken);
        }

        async Task ScanImagesAsync(PipelineStepContext context)
        {
            var options = Options(DeployNeeds.Images);
            Judge(context, await new ImageScan(root, TimeProvider.System, line => context.Report(line)).RunAsync(options.Services.Select(options.ImageOf), context.CancellationToken));
        }

        async Task TagAsync(PipelineStepContext context)
        {
            // GitHub sets GITHUB_REF; on other machines git knows the branch.
            var name = builder.Configuration["Delivery:Ref"] ?? builder.Configuration["GITHUB_REF"] ?? commit.FindRef()
                ?? throw new DeliveryException("The working tree is on no branch, so the images get no tags. Name what they are built for with '--Delivery:Ref=refs/heads/BRANCH'.");
            var revision = commit.Find() ?? throw new DeliveryException(SourceTree.NoCommit);
            var tags = ImageTags.Of(SourceRef.Parse(name), revision.FullCommit, revision.MadeAt);
            await ImageSteps.Images(builder, root, context).TagAsync(tags, context.CancellationToken);
            context.Summarize("Tags", tags.Count == 0 ? $"none for {name}" : string.Join(", ", tags));
        }

        Task CheckTimeAsync(PipelineStepContext context)
        {
            var time = PipelineTime.Read(Required("Started"), Required("Minutes"), TimeProvider.System.GetUtcNow());
            context.Summarize("Pipeline", time.Summary);
            time.Require();
            return Task.CompletedTask;
        }

        async Task ReportAsync(PipelineStepContext context)
        {
            var line = StageResults.Parse(Required("Stages")).Describe(Required("Pipeline"), Required("Run"));
            context.Summarize("Pipeline", line);
            if (builder.Configuration["GITHUB_STEP_SUMMARY"] is { Length: > 0 } page)
            {
                await File.AppendAllTextAsync(page, $"{line}\n", context.CancellationToken);
            }

            await NotifyAsync(NoticeKind.Failed, line, context);
        }

        async Task TrackOutageAsync(PipelineStepContext context)
        {
            var (stages, pipeline, run) = (StageResults.Parse(Required("Stages")), Required("Pipeline"), Required("Run"));
            var change = await new OutageIssue(root).UpdateAsync(stages, pipeline, run, context.CancellationToken);
            context.Summarize("Issue", change switch { OutageChange.Began => "opened", OutageChange.Ended => "closed", _ => "no change" });
            // Whoever was told of the first failure need not hear of each.
            if (change != OutageChange.None)
            {
                await NotifyAsync(change == OutageChange.Began ? NoticeKind.Failed : NoticeKind.Succeeded, stages.Describe(pipeline, run), context);
            }
        }

        async Task NotifyAsync(NoticeKind kind, string line, PipelineStepContext context)
        {
            using var client = new HttpClient();
            var options = Options(DeployNeeds.None);
            var notifier = new Notifier(new ChannelReader(options, client).Read(), text => context.Report(text));
            var notice = new Notice(kind, options.Environment, line, ServerConnection.Owner, TimeProvider.System.GetUtcNow());
            if (await notifier.SendAsync(notice, context.CancellationToken) is { Count: > 0 } failed)
            {
                throw new DeliveryException($"These channels did not accept the notice: {string.Join(", ", failed)}. The lines above say why.");
            }
        }

        string Required(string key) => builder.Configuration[$"Delivery:{key}"] is { Length: > 0 } value ? value : throw new DeliveryException($"Delivery:{key} is not set. The workflows set it; docs/delivery.md says to what.");

        DeployOptions Options(DeployNeeds needs)
        {
            DeployOptionsReader.RefuseValueless(Environment.GetCommandLineArgs());
            return DeployOptionsReader.Read(builder.Configuration, builder.Environment.EnvironmentName, commit.Find()?.Commit, needs);
        }
    }

    private static void Judge(PipelineStepContext context, ScanVerdict verdict)
    {
        foreach (var line in verdict.Accepted)
        {
            context.Report(line);
        }

        context.Summarize("Less severe findings", $"{verdict.Minor}");
        verdict.Require();
        context.Summarize("Known vulnerabilities of severity HIGH or CRITICAL", verdict.Accepted.Count == 0 ? "none" : $"{verdict.Accepted.Count}, accepted in {ScanExceptions.FileName}");
    }
}
