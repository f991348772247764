using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>Volumes and mounted folders.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerDataTests(ContainerEngine engine) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-mount-");

    [Fact]
    public async Task A_named_volume_keeps_its_data_over_restarts_of_container_and_application()
    {
        const string volume = "codiesvibe-kept";
        await using (var application = await StartAsync())
        {
            await application.UntilLoggedAsync("counter", "starts: 1");
            await application.CommandAsync("counter", KnownResourceCommands.RestartCommand);
            await application.UntilLoggedAsync("counter", "starts: 2");
        }

        await engine.UntilEmptyAsync();
        await using (var application = await StartAsync())
        {
            await application.UntilLoggedAsync("counter", "starts: 3");
        }

        await engine.UntilEmptyAsync();
        await engine.DockerAsync("volume", "rm", volume);

        Task<DistributedApplication> StartAsync()
        {
            var builder = ContainerApplication.CreateBuilder(engine.Address);
            builder.AddBox("counter", "echo x >> /data/starts; echo starts: $(wc -l < /data/starts); sleep 600 & wait").WithVolume(volume, "/data");
            return builder.StartAsync();
        }
    }

    [Fact]
    public async Task A_folder_is_mounted_and_read_only_means_so()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "greeting"), "from outside", TestContext.Current.CancellationToken);
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        builder.AddBox("reader", "cat /in/greeting; touch /in/new || echo refused; touch /out/new; sleep 600 & wait")
            .WithBindMount(folder.FullName, "/in", isReadOnly: true)
            .WithBindMount(folder.FullName, "/out");
        await using var application = await builder.StartAsync();

        await application.UntilLoggedAsync("reader", "from outside");
        await application.UntilLoggedAsync("reader", "refused");
        var running = await application.UntilAsync("reader", KnownResourceStates.Running);
        Assert.Equal([("/in", true), ("/out", false)], running.Volumes.Select(v => (v.Target, v.IsReadOnly)).Order());
        Assert.True(File.Exists(Path.Combine(folder.FullName, "new")));
    }

    [Fact]
    public async Task A_missing_folder_is_an_error_before_anything_starts()
    {
        var missing = Path.Combine(folder.FullName, "missing");
        await using var builder = ContainerApplication.CreateBuilder(engine.Address);
        builder.AddBox("reader", "sleep 600 & wait").WithBindMount(missing, "/in");

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(builder.StartAsync);

        Assert.Contains("'reader'", error.Message);
        Assert.Contains(missing, error.Message);
        Assert.False(Directory.Exists(missing));
        Assert.Empty(await engine.DockerAsync("ps", "--all", "--quiet"));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
