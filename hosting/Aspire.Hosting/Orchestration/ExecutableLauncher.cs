using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Hands programs to the engine, and takes them back.</summary>
internal sealed class ExecutableLauncher(EngineHost host, ResourceRuns runs, ExecutableWatcher watcher, ProjectOutput outputs, ResourceNotificationService notifications) : IResourceLauncher
{
    public bool Launches(IResource resource) => resource is ExecutableResource or ProjectResource;

    public Task<string?> FindObstacleAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async Task LaunchAsync(IResource resource, ResourceInstance instance, ResourceConfiguration configuration, CancellationToken cancellationToken)
    {
        var (path, directory, prefix) = ProgramOf(resource);
        ImmutableArray<string> arguments = [.. prefix, .. configuration.Arguments.Select(a => a.Text)];
        await ShowAsync(resource, instance, configuration, path, directory, arguments).ConfigureAwait(false);
        await CreateAsync(runs.Begin(resource, instance, configuration), path, directory, arguments, ProducersOf(resource), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a program beside an instance, for example its build; the instance's state is left alone.</summary>
    public async Task<DcpExecutable> RunToEndAsync(
        ResourceInstance instance, string path, string directory, IReadOnlyList<string> arguments, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        var name = $"{instance.Id}.{runs.NextNumber()}";
        await engine.Client.CreateAsync(new DcpExecutable
        {
            Metadata = new() { Name = name },
            Spec = new() { ExecutablePath = path, WorkingDirectory = directory, Args = arguments },
        }, cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(
                ReadAsync(DcpLogSource.StandardOutput, false),
                ReadAsync(DcpLogSource.StandardError, true)).ConfigureAwait(false);
            return await engine.Client.GetAsync<DcpExecutable>(name, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await engine.Client.DeleteAsync<DcpExecutable>(name, CancellationToken.None).ConfigureAwait(false);
        }

        async Task ReadAsync(string source, bool isError)
        {
            await foreach (var line in engine.Client.GetLogsAsync<DcpExecutable>(name, source, follow: true, timestamps: false, cancellationToken).ConfigureAwait(false))
            {
                onLine(line, isError);
            }
        }
    }

    public async Task StopAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.Client.PatchAsync<DcpExecutable>(run.ObjectName, new JsonObject { ["spec"] = new JsonObject { ["stop"] = true } }, cancellationToken).ConfigureAwait(false);
        await run.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(
        ResourceRun run, string path, string directory, IReadOnlyList<string> arguments, DcpServiceProducer[] producers, CancellationToken cancellationToken)
    {
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        var annotations = new Dictionary<string, string> { [EngineAnnotations.InstanceSuffix] = run.Instance.Suffix };
        if (producers.Length > 0)
        {
            annotations[DcpServiceProducer.AnnotationName] = DcpServiceProducer.ToAnnotation(producers);
        }

        await engine.Client.CreateAsync(new DcpExecutable
        {
            Metadata = new() { Name = run.ObjectName, Annotations = annotations },
            Spec = new()
            {
                ExecutablePath = path,
                WorkingDirectory = directory,
                Args = arguments,
                Env = [.. run.Configuration.Environment.Select(v => new DcpEnvironmentVariable(v.Key, v.Value.Text))],
            },
        }, cancellationToken).ConfigureAwait(false);
        watcher.Follow(run);
        await run.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private (string Path, string Directory, IReadOnlyList<string> Prefix) ProgramOf(IResource resource) => resource switch
    {
        ProjectResource { Metadata.ProjectPath: var project } => ("dotnet", System.IO.Path.GetDirectoryName(project)!, [outputs.Of(project)]),
        ExecutableResource executable => (executable.Command, executable.WorkingDirectory, []),
        _ => throw new InvalidOperationException($"The engine does not run resources of type '{resource.GetType().Name}'."),
    };

    private static DcpServiceProducer[] ProducersOf(IResource resource) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Select(e => new DcpServiceProducer(EngineResource.ServiceName(resource, e), e.TargetHost, e.TargetPort))];

    private Task ShowAsync(IResource resource, ResourceInstance instance, ResourceConfiguration configuration, string path, string directory, ImmutableArray<string> arguments)
    {
        ImmutableArray<string> stated = [.. configuration.Arguments.Select(a => a.Text)];
        ImmutableArray<int> sensitivity = [.. configuration.Arguments.Select(a => a.IsSensitive ? 1 : 0)];
        var secret = configuration.Arguments.Any(a => a.IsSensitive);
        return notifications.PublishUpdateAsync(resource, instance.Id, snapshot => snapshot with
        {
            Properties = snapshot.Properties.With(
                new(KnownProperties.ExecutablePath, path),
                new(KnownProperties.ExecutableWorkDir, directory),
                new(KnownProperties.ExecutableArgs, arguments) { IsSensitive = true },
                new(KnownProperties.ExecutablePid, 0),
                new(KnownProperties.AppArgs, stated) { IsSensitive = secret },
                new(KnownProperties.AppArgsSensitivity, sensitivity) { IsSensitive = secret }),
            EnvironmentVariables = [.. configuration.Environment.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value.Text, IsFromSpec: true) { IsSensitive = v.Value.IsSensitive })],
        });
    }
}
