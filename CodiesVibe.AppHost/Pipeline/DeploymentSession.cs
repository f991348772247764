#pragma warning disable ASPIREPIPELINES001 // Steps are how an app host deploys; the interface is announced as stable for later.
using Aspire.Hosting.Pipelines;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Images;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Manifest;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.AppHost.Pipeline;

/// <summary>What the steps of one deployment share. It is disposed when the program ends; when a step fails, the server returns to the previous release.</summary>
/// <param name="builder">The application.</param>
/// <param name="root">The repository's root.</param>
internal sealed class DeploymentSession(IDistributedApplicationBuilder builder, string root) : IAsyncDisposable
{
    private static readonly TimeSpan s_undoLimit = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _limit = new();
    private readonly HttpClient _client = new();
    private DeploymentCommands? _commands;

    /// <summary>Adds a step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="run">Its action.</param>
    /// <param name="after">The step before it; null for the first one.</param>
    /// <param name="requiredBy">The step that requires it.</param>
    /// <param name="needs">What the step needs from the configuration.</param>
    public void Add(
        string name, Func<DeploymentCommands, CancellationToken, Task> run, string? after = null, string? requiredBy = null, DeployNeeds needs = DeployNeeds.Server | DeployNeeds.Images | DeployNeeds.Model) =>
        builder.Pipeline.AddStep(name, context => RunAsync(name, context, run, needs), dependsOn: after, requiredBy: requiredBy);

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        _client.Dispose();
        if (_commands is not null)
        {
            await _commands.Connection.DisposeAsync();
        }
    }

    private async Task RunAsync(string name, PipelineStepContext context, Func<DeploymentCommands, CancellationToken, Task> run, DeployNeeds needs)
    {
        // Resolved so that the container disposes it.
        _ = context.Services.GetRequiredService<DeploymentSession>();
        var commands = _commands ??= await CreateAsync(context, needs);
        using var token = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _limit.Token);
        try
        {
            await commands.Deployer.TimedAsync(name, cancellation => run(commands, cancellation), token.Token);
        }
        catch (Exception fault)
        {
            var reason = fault switch
            {
                OperationCanceledException when _limit.IsCancellationRequested => "The deployment took longer than Deploy:Timeouts:Deployment allows.",
                OperationCanceledException => "The deployment was cancelled.",
                _ => fault.Message,
            };
            using var limit = new CancellationTokenSource(s_undoLimit);
            try
            {
                await commands.Deployer.UndoAsync(reason, limit.Token);
            }
            finally
            {
                await NotifyAsync(commands.Deployer, reason, limit.Token);
            }

            throw fault is OperationCanceledException ? new DeploymentException(reason) : fault;
        }
    }

    /// <summary>Where a deployment or a rollback was asked for, and not only a look at the server.</summary>
    private Task NotifyAsync(Deployer deployer, string reason, CancellationToken cancellationToken) => builder.Configuration["Pipeline:Step"] switch
    {
        WellKnownPipelineSteps.Deploy => deployer.NotifyFailureAsync("deployment", reason, cancellationToken),
        "rollback" => deployer.NotifyFailureAsync("rollback", reason, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task<DeploymentCommands> CreateAsync(PipelineStepContext context, DeployNeeds needs)
    {
        DeployOptionsReader.RefuseValueless(Environment.GetCommandLineArgs());
        var sources = new SourceTree(root, new SourceCommit(root).Find());
        var options = DeployOptionsReader.Read(builder.Configuration, builder.Environment.EnvironmentName, sources.Revision?.Commit, needs);
        _limit.CancelAfter(TimeSpan.FromSeconds(options.Timeouts.Deployment));
        // Making the manifest takes seconds.
        IReadOnlyList<GeneratedFile> published = needs.HasFlag(DeployNeeds.Model) ? PublishedTree.Render(ManifestReader.Parse(await new CommittedManifest(root).MakeAsync(context.CancellationToken))) : [];
        Action<string> report = line => context.Report(line);
        options = needs.HasFlag(DeployNeeds.Images) ? await Promotion.ResolveAsync(options, report, TimeProvider.System, context.CancellationToken) : options;
        var connection = new ServerConnection(options, report, TimeProvider.System);
        var notifier = new Notifier(new ChannelReader(options, _client).Read(), report);
        return new(
            connection,
            new Deployer(connection, options, published, sources, notifier, report, TimeProvider.System),
            new Operator(connection, options, notifier, report, TimeProvider.System));
    }
}
