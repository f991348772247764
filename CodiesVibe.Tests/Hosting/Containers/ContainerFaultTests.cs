using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>What goes wrong around containers.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerFaultTests(ContainerEngine engine) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-build-");

    [Fact]
    public async Task A_taken_port_is_an_error_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var builder = ContainerApplication.CreateBuilder(engine.Address, "--DcpPublisher:RandomizePorts=false");
        builder.AddBox("web", "sleep 600 & wait").WithHttpEndpoint(port: port, targetPort: 8080);

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(builder.StartAsync);

        Assert.Contains($"Port {port}", error.Message);
        Assert.Contains("'web'", error.Message);
    }

    [Fact]
    public async Task An_image_is_built_from_its_Dockerfile_and_one_that_does_not_build_fails_its_container()
    {
        Assert.SkipUnless(await engine.HasBuildxAsync(), "The engine builds images with docker buildx, which is not installed. Set CODIESVIBE_DOCKER_PLUGINS to what .ci/engine-plugins prints.");
        var good = Write("good", $"FROM {BoxImage.Name}:{BoxImage.Tag}\nARG GREETING\nENV GREETING=$GREETING\nCMD [\"/bin/sh\", \"-c\", \"echo built with $GREETING; exec sleep 600\"]\n");
        var bad = Write("bad", $"FROM {BoxImage.Name}:{BoxImage.Tag}\nCOPY nothing /\n");
        await using var builder = ContainerApplication.CreateBuilder(engine.Address, $"--DOCKER_CONFIG={engine.ClientFolder}");
        builder.AddDockerfile("good", good).WithBuildArg("GREETING", "care");
        builder.AddDockerfile("bad", bad);
        await using var application = await builder.StartAsync();

        await application.UntilLoggedAsync("good", "built with care");
        await application.UntilAsync("good", KnownResourceStates.Running);
        await application.UntilAsync("bad", KnownResourceStates.FailedToStart);
        await application.UntilLoggedAsync("bad", "COPY");
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task After_a_restart_of_the_container_engine_a_start_repairs_the_container()
    {
        await using (var builder = ContainerApplication.CreateBuilder(engine.Address))
        {
            builder.AddWeb("web", "hello");
            await using var application = await builder.StartAsync();
            await application.UntilAsync("web", KnownResourceStates.Running);
            var address = application.GetEndpoint("web");

            await engine.StopAsync();
            await engine.StartAsync();
            await application.CommandAsync("web", KnownResourceCommands.RestartCommand);

            await application.UntilAsync("web", KnownResourceStates.Running);
            Assert.Equal("hello", await application.GetAsync("web"));
            Assert.Equal(address, application.GetEndpoint("web"));
        }

        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task A_container_of_somebody_else_with_the_same_name_is_left_alone()
    {
        const string name = "codiesvibe-foreign";
        var foreign = await engine.DockerAsync("run", "--detach", "--network", "none", "--name", name, $"{BoxImage.Name}:{BoxImage.Tag}", "/bin/sh", "-c", "trap 'exit 0' TERM; sleep 600 & wait");
        try
        {
            await using var builder = ContainerApplication.CreateBuilder(engine.Address);
            builder.AddBox("box", "sleep 600 & wait").WithContainerName(name);

            // Refused before anything starts, or the resource has failed: never taken over.
            try
            {
                await using var application = await builder.StartAsync();
                await application.UntilAsync("box", KnownResourceStates.FailedToStart);
                await application.UntilLoggedAsync("box", name);
            }
            catch (DistributedApplicationException error)
            {
                Assert.Contains(name, error.Message);
            }

            Assert.Equal(foreign, await engine.DockerAsync("inspect", "--format", "{{.Id}}", name));
            Assert.Equal("none", await engine.DockerAsync("inspect", "--format", "{{range $k, $v := .NetworkSettings.Networks}}{{$k}}{{end}}", name));
        }
        finally
        {
            await engine.DockerAsync("rm", "--force", name);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string dockerfile)
    {
        var context = folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(context, "Dockerfile"), dockerfile);
        return context;
    }
}
