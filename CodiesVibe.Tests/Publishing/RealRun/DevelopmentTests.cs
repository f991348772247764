namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The development file in a clone: the sources run in containers, and their changes show.</summary>
[Collection(nameof(ProductionTests))]
public sealed class DevelopmentTests(ProductionServer server)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly ServerMachine _machine = server.Machine;

    /// <summary>It builds the API in its container, which takes minutes.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    [Requirement("R056", "R057", "R058", "R060", "R061", "R063", "R117")]
    public Task A_clone_runs_from_its_sources_and_follows_their_changes() => CheckAsync(2);

    /// <summary>It builds the same images again without the cache of the other build, which takes five minutes.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    public Task A_clone_runs_from_its_sources_with_docker_compose_1_too() => CheckAsync(1);

    private async Task CheckAsync(int version)
    {
        var compose = ComposeVersion.Require(version);
        await _machine.ClearEngineAsync();
        var clone = _machine.Folder.CreateSubdirectory("clone");
        await Build.Repository.CopyToAsync(clone);
        var deployment = new Deployment(_machine, compose, Path.Combine(clone.Name, "deploy"));
        await deployment.PrepareAsync();
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml up -d && docker-compose -f docker-compose.dev.yml up -d");
        await Eventually.BecomesTrueAsync("the edge is healthy", s_patience, async () =>
            (await deployment.ContainersAsync()).Any(container => container is { Service: "nginx", State: "healthy" }));

        var listed = await deployment.RunAsync("docker-compose -f docker-compose.dev.yml ps --all");
        // compose names the containers of services that may have several.
        Assert.All(["backend", "frontend", "nginx", "nginx-exporter", "wait-for-infra"], service => Assert.Matches($"(?m)^(codiesvibe[-_])?{service}([-_]1)? ", listed));
        Assert.Contains("/@vite/client", await GetAsync(deployment, "8080/"), StringComparison.Ordinal);
        Assert.Contains("\"total\":", await GetAsync(deployment, "8080/api/tools?pageSize=1"), StringComparison.Ordinal);
        Assert.Contains("webSocketDebuggerUrl", await GetAsync(deployment, "9229/json"), StringComparison.Ordinal);
        Assert.Contains("Upgrade Required", await GetAsync(deployment, "5173/"), StringComparison.Ordinal);

        var before = await deployment.ContainersAsync();
        Edit(clone, "CodiesVibe.Frontend/index.html", "<title>CodiesVibe</title>", "<title>Changed</title>");
        Edit(clone, "CodiesVibe.Api/Features/Tools/ToolEndpoints.cs", "There is no tool", "Nobody knows the tool");
        await Eventually.BecomesTrueAsync("the page changes", s_patience, async () =>
            (await GetAsync(deployment, "3000/")).Contains("<title>Changed</title>", StringComparison.Ordinal));
        await Eventually.BecomesTrueAsync("the API changes", s_patience, async () =>
            (await GetAsync(deployment, "4000/api/tools/none")).Contains("Nobody knows the tool", StringComparison.Ordinal));
        Assert.Equal(before.Select(container => container.Id), (await deployment.ContainersAsync()).Select(container => container.Id));

        await deployment.StopAsync();
        clone.Delete(recursive: true);
    }

    /// <summary>The response on a port of 127.0.0.1, whatever its status.</summary>
    private static Task<string> GetAsync(Deployment deployment, string portAndPath) =>
        deployment.RunAsync($"curl --silent --max-time 20 'http://127.0.0.1:{portAndPath}' || true");

    private static void Edit(DirectoryInfo clone, string file, string text, string instead)
    {
        var path = Path.Combine(clone.FullName, file);
        var content = File.ReadAllText(path);
        Assert.Contains(text, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(text, instead, StringComparison.Ordinal));
    }
}
