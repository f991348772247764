using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>The pipeline of a part: test, security, build, push, performance, and the deployment of a version. What fails ends it.</summary>
internal static class PipelineWorkflow
{
    private const string Archive = "image.tar";

    /// <summary>When the pipeline started, in seconds of Unix time.</summary>
    private const string Started = "started";

    private const string IsNoPullRequest = "github.event_name != 'pull_request'";

    /// <summary>Its file.</summary>
    public static string FileOf(Part part) => $"{part.Service}-ci-cd.yml";

    /// <param name="part">The part.</param>
    /// <param name="site">How the site is had that its performance is measured with: the whole system runs, whatever part has changed.</param>
    /// <param name="system">The name of the system, with which the names of its images begin.</param>
    public static YamlMap Render(Part part, NodePart? site, string system)
    {
        Stage[] stages = [Stage.Test, Stage.Security, Stage.Build, Stage.Push, Stage.Performance, Stage.Deploy];
        var (title, image) = ($"{char.ToUpperInvariant(part.Service[0])}{part.Service[1..]}", $"{system}-{part.Service}");
        return new()
        {
            { "name", $"{title} CI/CD" },
            { "on", Trigger.ChangeOf([.. part.Folders.Select(folder => $"{folder}/**"), .. part.Files, $"{WorkflowFiles.Folder}/{FileOf(part)}"]) },
            WorkflowFiles.Common,
            // A pull request needs the answer about its newest commit only; what is pushed is never stopped half-way.
            { "concurrency", new YamlMap { { "group", $"{part.Service}-ci-cd-${{{{ github.ref }}}}" }, { "cancel-in-progress", "${{ github.event_name == 'pull_request' }}" } } },
            {
                "jobs", new YamlMap
                {
                    { Stage.Test.Job, Test(part).ToYaml() },
                    { Stage.Security.Job, Security(part).ToYaml() },
                    { Stage.Build.Job, Build(part, image).ToYaml() },
                    { Stage.Push.Job, Push(part, image).ToYaml() },
                    { Stage.Performance.Job, Performance(part, site).ToYaml() },
                    { Stage.Deploy.Job, Deploy(part) },
                    { NotifyJob.Name, NotifyJob.Of($"{title} pipeline", [.. stages.Select(stage => stage.Job)]).ToYaml() },
                }
            },
        };
    }

    /// <summary>Where the step <c>sbom</c> writes.</summary>
    internal const string SbomFolder = "aspire-output/sbom";

    private static Job Test(Part part) => Of(Stage.Test) with
    {
        Outputs = new() { { Started, $"${{{{ steps.clock.outputs.{Started} }}}}" } },
        Steps = [new("Clock") { Id = "clock", Run = $"printf '{Started}=%(%s)T\\n' -1 >> \"$GITHUB_OUTPUT\"" }, .. TestsOf(part)],
    };

    private static IReadOnlyList<Step> TestsOf(Part part) => part.Node is { } node
        ? [.. Steps.Node(node), Npm(node, "Lint", "run lint"), Npm(node, "Types", "run typecheck"), Npm(node, "Tests", "test"), Npm(node, "Production build", "run build")]
        :
        [
            .. Steps.DotNet,
            new("Build with analyzers") { Run = "dotnet build CodiesVibe.Tests -warnaserror" },
            new("Format") { Run = "dotnet format whitespace --verify-no-changes" },
            new("Tests") { Run = $"dotnet test --project CodiesVibe.Tests --no-build --no-ansi --no-progress --filter-not-trait Category=Drill {string.Join(' ', NamespacesOf(part))}" },
        ];

    /// <summary>The tests lie in folders that mirror the projects.</summary>
    private static IEnumerable<string> NamespacesOf(Part part) => part.Folders.Select(folder => $"--filter-namespace \"{folder.Replace("CodiesVibe.", "CodiesVibe.Tests.", StringComparison.Ordinal)}*\"");

    private static Step Npm(NodePart node, string title, string command) => new(title) { Run = $"npm {command} --prefix {node.Folder}" };

    private static Job Security(Part part) => Of(Stage.Security) with
    {
        Needs = [Stage.Test.Job],
        Steps = [.. Steps.Tool, .. part.Node is { } node ? [Steps.SetupNode(node)] : Array.Empty<Step>(), Steps.Do("Known vulnerabilities of packages", "scan-dependencies", ServiceOf(part)), Steps.Do("Licences of packages", "scan-licences", ServiceOf(part))],
    };

    private static Job Build(Part part, string image) => Of(Stage.Build) with
    {
        Needs = [Stage.Security.Job],
        Env = ImagesOf(part),
        Steps =
        [
            .. Steps.Tool,
            .. part.Node is { } node ? [Steps.SetupNode(node)] : Array.Empty<Step>(),
            Steps.Do("Image", "build-images"),
            Steps.Do("Bill of materials", "sbom"),
            new("Keep the bill of materials") { Uses = Actions.UploadArtifact, With = new() { { "name", $"{image}-sbom" }, { "path", SbomFolder } } },
            new("Trivy") { Uses = Actions.SetupTrivy, With = new() { { "version", Actions.TrivyVersion }, { "cache", true } } },
            Steps.Do("Known vulnerabilities of the image", "scan-images"),
            // What was scanned is what is pushed.
            new("Archive") { If = IsNoPullRequest, Run = $"docker save --output \"$RUNNER_TEMP/{Archive}\" \"$Deploy__Registry/{image}:$Deploy__Version\"" },
            new("Keep the image") { If = IsNoPullRequest, Uses = Actions.UploadArtifact, With = new() { { "name", image }, { "path", Steps.PathOf(Archive) }, { "retention-days", 1 } } },
        ],
    };

    private static Job Push(Part part, string image) => Of(Stage.Push) with
    {
        // The first one for its clock.
        Needs = [Stage.Test.Job, Stage.Build.Job],
        If = IsNoPullRequest,
        Permissions = new() { { "contents", "read" }, { "packages", "write" } },
        Env = ImagesOf(part),
        Steps =
        [
            .. Steps.Tool,
            Steps.Do("Time", "check-time", new YamlMap
            {
                { "Delivery__Started", $"${{{{ needs.{Stage.Test.Job}.outputs.{Started} }}}}" },
                { "Delivery__Minutes", Stage.TotalOf(part) - Stage.Push.Minutes },
                { "Delivery__Expected", Stage.ExpectedOf(part) },
            }),
            Steps.RegistryToken,
            new("Fetch the image") { Uses = Actions.DownloadArtifact, With = new() { { "name", image }, { "path", "${{ runner.temp }}" } } },
            new("Load the image") { Run = $"docker load --input \"$RUNNER_TEMP/{Archive}\"" },
            Steps.Do("Push", "push-images", Steps.RegistryAccount),
            Steps.Do("Tags", "tag-images", Steps.RegistryAccount),
        ],
    };

    /// <summary>Of the commit, on the machine of the job: no server has it yet.</summary>
    private static Job Performance(Part part, NodePart? site) => Of(Stage.Performance) with
    {
        Needs = [Stage.Push.Job],
        If = "github.ref == 'refs/heads/main' || github.ref == 'refs/heads/develop'",
        Steps =
        [
            .. Steps.Tool,
            .. site is null ? [] : Steps.NodePackages(site),
            .. part.Node is { } node ? [Npm(node, "Production build", "run build"), Npm(node, "Size of the bundle", "run size")] : Array.Empty<Step>(),
            new("Site") { Run = "dotnet aspire start --non-interactive" },
            new("The site is healthy") { Run = "dotnet aspire wait nginx --timeout 180 --non-interactive" },
            Steps.Do("Response times and load", "measure-site"),
        ],
    };

    /// <summary>Of a version only. It runs the workflow that people run by hand.</summary>
    private static YamlMap Deploy(Part part) => new()
    {
        { "name", Stage.Deploy.Title },
        { "needs", [Stage.Push.Job] },
        { "if", "startsWith(github.ref, 'refs/tags/v')" },
        { "permissions", DeploymentWorkflow.Permissions },
        { "uses", $"./{WorkflowFiles.Folder}/{DeploymentWorkflow.File}" },
        { "with", new YamlMap { { "service", part.Service }, { "environment", "production" }, { "version", "${{ github.sha }}" } } },
        { "secrets", "inherit" },
    };

    private static Job Of(Stage stage) => new(stage.Title, stage.Minutes) { Steps = [] };

    private static YamlMap ServiceOf(Part part) => new() { { "Deploy__Service", part.Service } };

    private static YamlMap ImagesOf(Part part) => new() { ServiceOf(part), { "Deploy__Version", "${{ github.sha }}" }, { "Deploy__Registry", Steps.Registry } };
}
