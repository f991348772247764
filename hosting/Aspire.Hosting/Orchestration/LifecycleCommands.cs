using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Orchestration;

/// <summary>The commands that every resource of the engine has.</summary>
internal static class LifecycleCommands
{
    private const string RebuildDescription = "Stop the resource, rebuild the project from source, and restart. Use this to apply source code changes.";

    public static void AddTo(IResource resource)
    {
        var isProject = resource is ProjectResource;
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start resource", "Play", true, StartState, "started",
            (lifecycle, id, token) => lifecycle.StartNowAsync(resource, id, token));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop resource", "Stop", true, StopState, "stopped",
            (lifecycle, id, token) => lifecycle.StopAsync(id, token));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", isProject ? "Restart resource. Source code is not recompiled." : "Restart resource",
            "ArrowCounterclockwise", false, RestartState, "restarted", (lifecycle, id, token) => lifecycle.StartNowAsync(resource, id, token));
        if (resource is ProjectResource project)
        {
            Add(resource, KnownResourceCommands.RebuildCommand, "Rebuild", RebuildDescription, "ArrowSync", false, RebuildState, "rebuilt",
                (lifecycle, id, token) => lifecycle.RebuildAsync(project, id, token));
        }
    }

    private static void Add(
        IResource resource, string name, string displayName, string description, string icon, bool highlighted,
        Func<string?, ResourceCommandState> state, string done, Func<ResourceLifecycle, string, CancellationToken, Task> action) =>
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name, displayName, context => state(context.ResourceSnapshot.State?.Text), async context =>
            {
                await action(context.ServiceProvider.GetRequiredService<ResourceLifecycle>(), context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success($"Successfully {done} '{resource.Name}'.");
            },
            description, null, null, icon, IconVariant.Filled, highlighted));

    private static bool IsTransient(string? state) =>
        state is null || state == KnownResourceStates.Starting || state == KnownResourceStates.RuntimeUnhealthy
        || state == KnownResourceStates.Building || state == KnownResourceStates.Pulling;

    private static ResourceCommandState StartState(string? state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Stopping ? ResourceCommandState.Hidden
        : IsTransient(state) ? ResourceCommandState.Disabled : ResourceCommandState.Enabled;

    private static ResourceCommandState StopState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled
        : state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Hidden;

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static ResourceCommandState RebuildState(string? state) =>
        IsTransient(state) || state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Enabled;
}
