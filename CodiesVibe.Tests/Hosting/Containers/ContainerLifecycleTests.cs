using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>States of containers, and the commands that change them.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerLifecycleTests(ContainerEngine engine)
{
    [Fact]
    public async Task A_container_is_stopped_started_and_restarted_at_one_address()
    {
        await using (var builder = ContainerApplication.CreateBuilder(engine.Address))
        {
            builder.AddWeb("web", "hello").WithEnvironment("MODE", "demo");
            await using var application = await builder.StartAsync();
            var first = await application.UntilAsync("web", KnownResourceStates.Running);
            var address = application.GetEndpoint("web");

            Assert.Equal($"{BoxImage.Name}:{BoxImage.Tag}", first.Property("container.image"));
            Assert.Equal("/bin/sh", first.Property("container.command"));
            Assert.Equal("Session", first.Property("container.lifetime"));
            Assert.Matches("^[0-9a-f]{64}$", Assert.IsType<string>(first.Property("container.id")));
            Assert.Equal([8080], Assert.IsAssignableFrom<System.Collections.IEnumerable>(first.Property("container.ports")).Cast<object>().Select(Convert.ToInt32));
            Assert.Equal([("MODE", "demo")], first.EnvironmentVariables.Select(v => (v.Name, v.Value)));

            await application.CommandAsync("web", KnownResourceCommands.StopCommand);
            var stopped = await application.UntilAsync("web", KnownResourceStates.Exited);
            Assert.Equal(0, stopped.ExitCode);
            Assert.Empty(await engine.DockerAsync("ps", "--quiet"));

            await application.CommandAsync("web", KnownResourceCommands.StartCommand);
            var second = await application.UntilAsync("web", KnownResourceStates.Running);
            await application.CommandAsync("web", KnownResourceCommands.RestartCommand);
            var third = await application.UntilAsync("web", KnownResourceStates.Running);

            Assert.Equal(3, new[] { first, second, third }.Select(s => s.Property("container.id")).Distinct().Count());
            Assert.Equal(address, application.GetEndpoint("web"));
            Assert.Equal("hello", await application.GetAsync("web"));
            Assert.Single((await engine.DockerAsync("ps", "--all", "--quiet")).Split('\n'));
        }

        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task The_end_of_a_container_and_its_exit_code_are_seen()
    {
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        var done = builder.AddBox("done", "echo working; exit 0");
        builder.AddBox("failed", "exit 3");
        builder.AddBox("waiter", "sleep 600 & wait").WaitForCompletion(done);
        builder.AddBox("later", "sleep 600 & wait").WithExplicitStart();
        await using var application = await builder.StartAsync();

        Assert.Equal(3, (await application.UntilAsync("failed", KnownResourceStates.Exited)).ExitCode);
        Assert.Equal(0, (await application.UntilAsync("done", KnownResourceStates.Exited)).ExitCode);
        await application.UntilAsync("waiter", KnownResourceStates.Running);
        await application.UntilAsync("later", KnownResourceStates.NotStarted);
        Assert.DoesNotContain("later", await engine.DockerAsync("ps", "--all", "--format", "{{.Names}}"));
        await application.CommandAsync("later", KnownResourceCommands.StartCommand);
        await application.UntilAsync("later", KnownResourceStates.Running);
    }

    [Fact]
    public async Task An_image_that_is_missing_fails_its_container_alone_until_it_is_there()
    {
        const string image = "codiesvibe/late:1";
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        builder.AddContainer("missing", image).WithImagePullPolicy(ImagePullPolicy.Never).WithEntrypoint("/bin/sh").WithArgs("-c", "sleep 600 & wait");
        builder.AddBox("other", "sleep 600 & wait");
        await using var application = await builder.StartAsync();

        await application.UntilAsync("missing", KnownResourceStates.FailedToStart);
        await application.UntilLoggedAsync("missing", $"No such image: {image}");
        await application.UntilAsync("other", KnownResourceStates.Running);

        await engine.DockerAsync("tag", $"{BoxImage.Name}:{BoxImage.Tag}", image);
        await application.CommandAsync("missing", KnownResourceCommands.StartCommand);
        await application.UntilAsync("missing", KnownResourceStates.Running);
        await application.DisposeAsync();
        await engine.UntilEmptyAsync();
        await engine.DockerAsync("rmi", image);
    }
}
