#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Images;
using CodiesVibe.Delivery.Performance;
using CodiesVibe.Delivery.Scans;
using CodiesVibe.Delivery.Updates;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The pipeline steps that the workflows call beside those of the deployment.</summary>
internal static class DeliverySteps
{
    /// <summary>Adds <c>scan-dependencies</c>, <c>scan-licences</c>, <c>sbom</c>, <c>scan-images</c>, <c>tag-images</c>, <c>prune-images</c>, <c>measure-site</c>, <c>update-dependencies</c>, <c>probe-links</c>, <c>check-time</c>, <c>report-failure</c> and <c>track-outage</c>.</summary>
    public static void AddDelivery(this IDistributedApplicationBuilder builder)
    {
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var commit = new SourceCommit(root);
        builder.Pipeline.AddStep("scan-dependencies", ScanDependenciesAsync);
        builder.Pipeline.AddStep("scan-licences", ScanLicencesAsync);
        builder.Pipeline.AddStep("sbom", SbomAsync);
        builder.Pipeline.AddStep("scan-images", ScanImagesAsync, dependsOn: "build-images");
        builder.Pipeline.AddStep("tag-images", TagAsync, dependsOn: "push-images");
        builder.Pipeline.AddStep("prune-images", PruneAsync);
        builder.Pipeline.AddStep("measure-site", MeasureAsync);
        builder.Pipeline.AddStep("update-dependencies", UpdateAsync);
        builder.Pipeline.AddStep("probe-links", ProbeLinksAsync);
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

        async Task PruneAsync(PipelineStepContext context)
        {
            // The images of all versions are looked at.
            var options = Options(DeployNeeds.Images, version: "any");
            var releases = ReleaseRecords.Read(Required("Releases"));
            var isReal = builder.Configuration["Delivery:Remove"]?.ToLowerInvariant() switch
            {
                null or "" or "false" => false,
                "true" => true,
                var other => throw new DeliveryException($"Delivery:Remove is '{other}', and has to be true or false."),
            };
            using var client = new HttpClient();
            var account = await RegistryLogin.ReadAsync(options.Account, context.CancellationToken);
            var pruning = new ImagePruning(ImageRetention.Usual, TimeProvider.System, line => context.Report(line));
            foreach (var service in options.Services)
            {
                var repository = new ImageRepository(client, ImageName.Parse(options.ImageOf(service)), account);
                var (all, gone) = await pruning.RunAsync(repository, releases, isReal, context.CancellationToken);
                context.Summarize(repository.Name, $"{gone} of {all} images {(isReal ? "removed" : "may go. Remove them with '--Delivery:Remove=true'")}");
            }
        }

        async Task MeasureAsync(PipelineStepContext context)
        {
            var scenario = LoadScenario.Read(root);
            var site = builder.Configuration["Delivery:Site"] is { Length: > 0 } name
                ? LoadScenario.SiteOf(name) ?? throw new DeliveryException($"Delivery:Site: '{name}' is not the address of a site, for example 'https://codiesvibe.example.org'.")
                : scenario.Target;
            using var client = new SiteClient(TimeSpan.FromSeconds(10));
            var report = await new SiteMeasurement(site, client, SiteMeasurement.Usual).RunAsync(scenario, context.CancellationToken);
            foreach (var (visitors, one) in report.Alone.Select(one => ("", one)).Concat(report.UnderLoad.Select(one => ("Under load: ", one))))
            {
                context.Summarize($"{visitors}{one.Path}", one.Traffic.Summary);
            }

            await WriteOnPageAsync(report.ToMarkdown(), context.CancellationToken);
            report.Require();
        }

        async Task UpdateAsync(PipelineStepContext context)
        {
            var groups = await new OutdatedPackages(root).FindAsync(context.CancellationToken);
            foreach (var major in groups.SelectMany(group => group.NewMajors).Distinct())
            {
                context.Report($"A new major version, which is not raised: {major}");
            }

            var proposed = await new UpdateProposals(root, ExamineAsync, line => context.Report(line)).ProposeAsync(groups, context.CancellationToken);
            context.Summarize("Proposed", proposed.Count == 0 ? "nothing" : string.Join(", ", proposed.Select(group => group.Name)));

            async Task ExamineAsync(string copy, PackageSource source, CancellationToken cancellationToken)
            {
                IReadOnlyList<string> services = [source == PackageSource.Npm ? "frontend" : "backend"];
                (await new DependencyScan(copy, TimeProvider.System, line => context.Report(line)).RunAsync(services, cancellationToken)).Require();
                new LicenceScan(copy).Run(services);
            }
        }

        async Task ProbeLinksAsync(PipelineStepContext context)
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.UserAgent.ParseAdd("codiesvibe-probe-links");
            var tools = ToolLinks.Read(Path.Combine(root, "CodiesVibe.Api", "Data", "tools.json"));
            context.Report($"Asking {tools.Count} websites");
            var unanswered = await new ToolLinks(client, TimeSpan.FromSeconds(10)).AskAsync(tools, context.CancellationToken);
            foreach (var link in unanswered.Where(link => link.IsRefusal))
            {
                context.Report($"refuses programs, open it yourself: {link}");
            }

            context.Summarize("Websites", $"{tools.Count - unanswered.Count} of {tools.Count} answer");
            if (unanswered.Where(link => !link.IsRefusal).ToList() is { Count: > 0 } broken)
            {
                throw new DeliveryException($"{broken.Count} websites do not answer. Correct or remove these tools in CodiesVibe.Api/Data/tools.json:\n{string.Join('\n', broken.Select(link => $"  {link}"))}");
            }
        }

        async Task CheckTimeAsync(PipelineStepContext context)
        {
            var time = PipelineTime.Read(Required("Started"), Required("Minutes"), Required("Expected"), TimeProvider.System.GetUtcNow());
            context.Summarize("Pipeline", time.Summary);
            if (time.Warning is { } warning)
            {
                context.Report($"Warning: {warning}");
                await WriteOnPageAsync($"{warning}\n", context.CancellationToken);
            }

            time.Require();
        }

        async Task ReportAsync(PipelineStepContext context)
        {
            var line = StageResults.Parse(Required("Stages")).Describe(Required("Pipeline"), Required("Run"));
            context.Summarize("Pipeline", line);
            await WriteOnPageAsync($"{line}\n", context.CancellationToken);
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

        // The page of the run, which only GitHub has.
        Task WriteOnPageAsync(string text, CancellationToken cancellationToken) =>
            builder.Configuration["GITHUB_STEP_SUMMARY"] is { Length: > 0 } page ? File.AppendAllTextAsync(page, text, cancellationToken) : Task.CompletedTask;

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

        string Required(string key) => builder.Configuration[$"Delivery:{key}"] is { Length: > 0 } value ? value : throw new DeliveryException($"Delivery:{key} is not set. docs/delivery.md says to what.");

        DeployOptions Options(DeployNeeds needs, string? version = null)
        {
            DeployOptionsReader.RefuseValueless(Environment.GetCommandLineArgs());
            return DeployOptionsReader.Read(builder.Configuration, builder.Environment.EnvironmentName, version ?? commit.Find()?.Commit, needs);
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
