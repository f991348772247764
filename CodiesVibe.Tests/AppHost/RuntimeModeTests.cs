using System.Diagnostics;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.AppHost;

/// <summary>How <c>auto</c> decides between containers and processes: it queries the engine, and pulls nothing.</summary>
public sealed class RuntimeModeTests : IAsyncLifetime
{
    private const string Mongo = "docker.io/library/mongo:7.0.43";
    private const string Redis = "docker.io/library/redis:7.4.11-alpine";

    private StubServer _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await StubServer.StartAsync();
        _engine.Answers["/_ping"] = (int)HttpStatusCode.OK;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Without_an_engine_they_are_processes()
    {
        await using var builder = await BuilderAsync("unix:///nowhere/docker.sock");
        AssertMode(builder, containers: false);
    }

    [Fact]
    public async Task An_engine_that_does_not_respond_is_not_used()
    {
        using var hole = BlackHole.ThatAccepts();
        await using var builder = await BuilderAsync($"tcp://127.0.0.1:{hole.Port}");
        AssertMode(builder, containers: false);
    }

    [Theory]
    [InlineData("auto", false)]
    [InlineData("containers", true)]
    public async Task An_engine_behind_ssh_is_used_only_where_the_setting_says_so(string mode, bool containers)
    {
        await using var builder = await BuilderAsync("ssh://user@nowhere.invalid", mode);
        AssertMode(builder, containers);
    }

    [Fact]
    public async Task With_local_images_they_are_containers()
    {
        _engine.Answers[$"/images/{Mongo}/json"] = 200;
        _engine.Answers[$"/images/{Redis}/json"] = 200;
        await using var builder = await BuilderAsync();
        AssertMode(builder, containers: true);
        Assert.DoesNotContain(_engine.Received, request => request.Path == $"/distribution/{Mongo}/json" || request.Path == $"/distribution/{Redis}/json");
    }

    [Fact]
    public async Task With_images_that_can_be_pulled_they_are_containers()
    {
        _engine.Answers[$"/images/{Mongo}/json"] = 200;
        _engine.Answers[$"/distribution/{Redis}/json"] = 200;
        await using var builder = await BuilderAsync();
        AssertMode(builder, containers: true);
    }

    [Fact]
    public async Task Without_an_available_image_they_are_processes_and_nothing_is_pulled()
    {
        _engine.Answers[$"/images/{Mongo}/json"] = 200;
        await using var builder = await BuilderAsync();
        AssertMode(builder, containers: false);
        Assert.Equal(
            ["/_ping", $"/images/{Mongo}/json", $"/images/{Redis}/json", $"/distribution/{Redis}/json"],
            _engine.Received.Select(request => request.Path));
    }

    [Fact]
    public async Task An_invalid_address_is_refused()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => BuilderAsync("ftp://host"));
        Assert.Contains("DOCKER_HOST is 'ftp://host', which is not a supported address. Use the form unix:///path or tcp://host:port", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_have_the_images_volumes_and_checks_of_production_and_every_clone_its_own_volumes()
    {
        await using var builder = await BuilderAsync(mode: "containers", data: "/one");
        await using var other = await BuilderAsync(mode: "containers", data: "/two");
        foreach (var (name, image, target) in new[] { ("mongodb", Mongo, "/data/db"), ("redis", Redis, "/data") })
        {
            var resource = builder.Resources.Single(r => r.Name == name);
            var annotation = Assert.Single(resource.Annotations.OfType<ContainerImageAnnotation>());
            Assert.Equal(image, $"{annotation.Registry}/{annotation.Image}:{annotation.Tag}");
            var volume = Assert.Single(resource.Annotations.OfType<ContainerMountAnnotation>());
            Assert.Equal(target, volume.Target);
            Assert.NotEqual(volume.Source, other.Resources.Single(r => r.Name == name).Annotations.OfType<ContainerMountAnnotation>().Single().Source);
            Assert.Single(resource.Annotations.OfType<HealthCheckAnnotation>());
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("containers")]
    public async Task Monitoring_runs_in_a_container_where_its_images_are_available(string mode)
    {
        var data = Directory.CreateTempSubdirectory("codiesvibe-mode-");
        try
        {
            _engine.Answers[$"/images/{Mongo}/json"] = 200;
            _engine.Answers[$"/images/{Redis}/json"] = 200;
            _engine.Answers["/images/docker.io/grafana/grafana:12.4.11/json"] = 200;
            _engine.Answers["/distribution/docker.io/prom/prometheus:v3.13.3/json"] = 200;
            _engine.Answers["/images/docker.io/grafana/alloy:v1.18.1/json"] = 200; // of no use without the one of loki
            await using var builder = await BuilderAsync(mode: mode, data: data.FullName);
            Assert.Equal(
                ["grafana", "mongodb", "prometheus", "redis"],
                builder.Resources.OfType<ContainerResource>().Select(r => r.Name).Order(StringComparer.Ordinal));
            Assert.All(["grafana", "prometheus"], name => Assert.Single(builder.Resources.Single(r => r.Name == name).Annotations.OfType<HealthCheckAnnotation>()));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("auto", false)]
    [InlineData("containers", true)]
    public async Task A_registry_that_does_not_respond_costs_five_seconds_in_total(string mode, bool containers)
    {
        _engine.Answers[$"/distribution/{Mongo}/json"] = StubServer.Never;
        foreach (var image in (string[])["prom/prometheus:v3.13.3", "prom/alertmanager:v0.34.0", "grafana/grafana:12.4.11"])
        {
            _engine.Answers[$"/distribution/docker.io/{image}/json"] = StubServer.Never;
        }

        var watch = Stopwatch.StartNew();
        await using var builder = await BuilderAsync(mode: mode);
        AssertMode(builder, containers);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));
    }

    private static void AssertMode(IDistributedApplicationBuilder builder, bool containers) =>
        Assert.All(["mongodb", "redis"], name => Assert.Equal(containers, builder.Resources.Single(r => r.Name == name) is ContainerResource));

    private Task<IDistributedApplicationTestingBuilder> BuilderAsync(string? host = null, string mode = "auto", string data = "/data") =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(
            [$"--AppHost:Runtime={mode}", $"--AppHost:DataDirectory={data}", $"--DOCKER_HOST={host ?? _engine.Address}"], TestContext.Current.CancellationToken);
}
