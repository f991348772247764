using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>A child resource, such as a database of a server.</summary>
public sealed class ParentStateTests
{
    [Fact]
    public async Task A_child_has_the_state_of_its_parent()
    {
        await using var states = new ReportedStates();
        var server = states.Builder.AddExecutable("server", "true", ".").Resource;
        var part = states.Builder.AddResource(new Part("part", server)).WithStateOfParent().Resource;
        await states.Eventing.PublishAsync(
            new InitializeResourceEvent(part, states.Eventing, states.Application.Services.GetRequiredService<ResourceLoggerService>(), states.Notifications, states.Application.Services),
            Aspire.Hosting.Eventing.EventDispatchBehavior.NonBlockingConcurrent,
            states.Lifetime.ApplicationStopping);

        foreach (var state in new[] { KnownResourceStates.Running, KnownResourceStates.Exited, KnownResourceStates.Starting })
        {
            await states.ReportAsync(server, state);
            await states.UntilAsync(part, state);
        }
    }

    private sealed class Part(string name, ExecutableResource parent) : Resource(name), IResourceWithParent<ExecutableResource>
    {
        public ExecutableResource Parent => parent;
    }
}
