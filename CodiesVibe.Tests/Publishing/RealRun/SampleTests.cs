using System.Globalization;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Images;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Publishing.RealRun.Samples;
using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>What the official packages can say arrives in running containers, with both versions of compose.</summary>
[Collection(nameof(ProductionTests))]
public sealed class SampleTests(ProductionServer server)
{
    private const string Shell = "sample:1";

    /// <summary>A first start of an engine on a busy machine included.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly ServerMachine _machine = server.Machine;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_expression_is_what_the_container_gets(int version)
    {
        var redis = ImageName.Parse(Support.Published.Model.Find("redis")!.Image!);
        var model = await SampleManifest.ReadAsync(builder => ExpressionSample.Describe(builder, Shell, redis));
        await RunAsync(version, "production", model, ExpressionSample.Settings, async () =>
        {
            var printed = "";
            await Eventually.BecomesTrueAsync("the container printed what it got", s_window, async () => (printed = await LogsAsync("user")).Contains(ExpressionSample.End, StringComparison.Ordinal));
            var lines = printed.Split('\n').Where(line => line.Contains('=')).Select(line => line.Split('=', 2)).ToDictionary(line => line[0], line => line[1]);
            Assert.Equal(ExpressionSample.Expected, ExpressionSample.Expected.Keys.ToDictionary(name => name, name => lines.GetValueOrDefault(name, "(not there)")));
            Assert.Equal("http://web:8080 of the model! a/b+c:d", lines["arguments"]);
            Assert.Equal("found", lines["web"]);
            Assert.Equal("+OK +PONG +OK ", lines["cache"]);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_wait_is_kept(int version)
    {
        var model = await SampleManifest.ReadAsync(builder => WaitSample.Describe(builder, Shell));
        await RunAsync(version, "infra", model, new Dictionary<string, string> { ["CODIESVIBE_ENVIRONMENT"] = "production", ["CODIESVIBE_SECRETS"] = "./secrets" }, async () =>
        {
            var containers = (await RunningContainer.AllAsync(_machine.Docker)).ToDictionary(container => container.Name);
            Assert.Equal(
                [("healthy", "healthy"), ("job", "exited 0"), ("last", "running"), ("started", "running")],
                containers.Values.Select(container => (container.Name, container.State)));
            var start = At(containers["last"], "StartedAt");
            Assert.InRange(start, At(containers["started"], "StartedAt"), DateTimeOffset.MaxValue);
            Assert.InRange(start, At(containers["job"], "FinishedAt"), DateTimeOffset.MaxValue);
            Assert.InRange(start, At(containers["healthy"], "StartedAt").AddSeconds(2), DateTimeOffset.MaxValue);
            Assert.Equal(0, (int)containers["job"].Inspected["RestartCount"]!);
        });
    }

    private static DateTimeOffset At(RunningContainer container, string moment) =>
        DateTimeOffset.Parse((string)container.Inspected["State"]![moment]!, CultureInfo.InvariantCulture);

    private async Task RunAsync(int version, string file, CodiesVibe.Publishing.Model.SystemModel model, IReadOnlyDictionary<string, string> settings, Func<Task> check)
    {
        var compose = ComposeVersion.Require(version);
        await using (var archive = new ImageArchive())
        {
            await archive.AddShellAsync();
            await archive.ImportAsync(_machine.Docker, Shell);
        }

        var folder = _machine.Folder.CreateSubdirectory("sample");
        new PublishedDirectory(folder.FullName).Publish(PublishedTree.Render(model));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, ".env"), settings.Select(setting => $"{setting.Key}={setting.Value}"), TestContext.Current.CancellationToken);
        await ComposeAsync("up -d");
        await check();
        await ComposeAsync("down --timeout 0 --volumes");
        folder.Delete(recursive: true);

        async Task ComposeAsync(string command)
        {
            await using var run = _machine.Start(["sh", "-euc", $"docker-compose -f docker-compose.{file}.yml {command}"], folder.FullName, compose.Folder!);
            await run.EndAsync();
            Assert.True(run.ExitCode == 0, run.All);
        }
    }

    private async Task<string> LogsAsync(string service)
    {
        var id = await _machine.Docker.DockerAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.service={service}");
        return await _machine.Docker.DockerAsync("logs", id);
    }
}
