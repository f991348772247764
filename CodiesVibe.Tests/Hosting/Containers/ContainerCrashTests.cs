using System.Reflection;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>The app host of the folder <c>App</c> as a process: how it ends decides what becomes of its containers.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerCrashTests(ContainerEngine engine) : IDisposable
{
    private const string PersistentName = "codiesvibe-keep";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("codiesvibe-home-");

    private static string Program
    {
        get
        {
            var root = typeof(ContainerCrashTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ContainerAppHost").Value!;
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(root, "bin", output.Parent!.Name, output.Name, "Containers.AppHost.dll");
        }
    }

    [Fact]
    public async Task A_killed_app_host_leaves_neither_containers_nor_networks()
    {
        await using var host = Start("session");
        await host.Resources.WaitUntilHealthyAsync("web", TestContext.Current.CancellationToken);

        host.Kill();

        await host.WaitUntilGoneAsync(TestContext.Current.CancellationToken);
        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task A_kill_while_an_image_is_not_there_leaves_nothing()
    {
        await using var host = Start("missing");
        await host.Resources.WaitForAsync("a container that starts", r => r is { DisplayName: "web", State: "Starting" }, TestContext.Current.CancellationToken);

        host.Kill();

        await host.WaitUntilGoneAsync(TestContext.Current.CancellationToken);
        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task An_app_host_that_is_told_to_end_removes_its_containers()
    {
        await using var host = Start("session");
        await host.Resources.WaitUntilHealthyAsync("web", TestContext.Current.CancellationToken);

        Assert.Equal(0, await host.StopAsync(TestContext.Current.CancellationToken));

        await engine.UntilEmptyAsync();
    }

    [Fact]
    public async Task A_persistent_container_runs_on_and_is_taken_over()
    {
        var first = await RunAsync();
        Assert.Contains(PersistentName, await engine.DockerAsync("ps", "--format", "{{.Names}}"));
        Assert.Equal(first, await RunAsync());

        await engine.DockerAsync("rm", "--force", PersistentName);
        foreach (var network in (await engine.DockerAsync("network", "ls", "--filter", "type=custom", "--quiet")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await engine.DockerAsync("network", "rm", network);
        }

        await engine.UntilEmptyAsync();

        async Task<string> RunAsync()
        {
            await using var host = Start("persistent");
            await host.Resources.WaitUntilHealthyAsync("web", TestContext.Current.CancellationToken);
            var id = await engine.DockerAsync("inspect", "--format", "{{.Id}}", PersistentName);
            Assert.Equal(0, await host.StopAsync(TestContext.Current.CancellationToken));
            return id;
        }
    }

    public void Dispose() => home.Delete(recursive: true);

    private AppHostProcess Start(string scenario) => AppHostProcess.Start(Program, new Dictionary<string, string?>
    {
        ["DOCKER_HOST"] = engine.Address,
        ["HOME"] = home.FullName,
        ["Scenario"] = scenario,
    });
}
