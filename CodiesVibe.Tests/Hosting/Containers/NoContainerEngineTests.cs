using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.Tests.Hosting.Dcp;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>A machine whose container engine is away.</summary>
public sealed class NoContainerEngineTests
{
    [Fact]
    public async Task Containers_say_so_and_everything_else_runs()
    {
        EngineRun.FindEngine();
        await using var builder = ContainerApplication.CreateBuilder("unix:///nonexistent/docker.sock");
        var box = builder.AddBox("box", "sleep 600 & wait");
        builder.AddExecutable("waiter", "sleep", ".", "600").WaitFor(box);
        builder.AddExecutable("program", "sleep", ".", "600");
        await using var application = await builder.StartAsync();

        await application.UntilAsync("program", KnownResourceStates.Running);
        await application.UntilAsync("box", KnownResourceStates.RuntimeUnhealthy);
        await application.UntilLoggedAsync("box", "Docker");
        await application.UntilAsync("waiter", KnownResourceStates.FailedToStart);
        await application.UntilLoggedAsync("waiter", "'RuntimeUnhealthy'");
    }
}
