using System.Text.RegularExpressions;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>The published probes that ask over HTTP, run as the engine runs them; only the port is another.</summary>
public sealed partial class ProbeTests
{
    /// <summary>Those that ask in another way. Their own tests run them, or (last) the program cannot be had here.</summary>
    private static readonly string[] s_others = ["backend" /* SelfProbeTests */, "redis" /* RedisConfigurationTests */, "prometheus" /* ComposeV2Tests */, "mongodb" /* the same */, "cloudflared", "loki"];

    public static TheoryData<string> Services() => [.. WithProbe().Select(service => service.Name).Except(s_others)];

    [Fact]
    public void Every_probe_is_run_by_a_test() => Assert.Subset(WithProbe().Select(service => service.Name).ToHashSet(), s_others.ToHashSet());

    [Theory]
    [MemberData(nameof(Services))]
    public async Task It_passes_for_a_success_and_fails_for_an_error_and_without_a_server(string service)
    {
        await using var server = await StubServer.StartAsync();
        var (path, port) = (Target(service).Groups["path"].Value, new Uri(server.Address).Port);

        server.Answers[path] = 200;
        Assert.Equal(0, (await ProbeAsync(service, port)).ExitCode);
        server.Answers[path] = 503;
        Assert.NotEqual(0, (await ProbeAsync(service, port)).ExitCode);
        Assert.NotEqual(0, (await ProbeAsync(service, FreePort.Find())).ExitCode);
    }

    [Theory]
    [InlineData("alertmanager", "prometheus-alertmanager", "--config.file=alertmanager/alertmanager.yml", "--storage.path=alerts", "--cluster.listen-address=", "--web.listen-address=ADDRESS")]
    [InlineData("node-exporter", "prometheus-node-exporter", "--web.listen-address=ADDRESS")]
    [InlineData("redis-exporter", "prometheus-redis-exporter", "-redis.addr=redis://127.0.0.1:1", "-web.listen-address=ADDRESS")]
    public async Task The_program_itself_passes_it(string service, string program, params string[] arguments)
    {
        using var folder = new RenderedFolder(CodiesVibe.Publishing.Alertmanager.AlertmanagerConfiguration.RenderWithoutChannels());
        var port = FreePort.Find();
        await using var server = await NativeServer.StartAsync(
            InstalledProgram.Require(program), folder.Path, $"127.0.0.1:{port}", [.. arguments.Select(argument => argument.Replace("ADDRESS", $"127.0.0.1:{port}", StringComparison.Ordinal))]);
        var probe = await ProbeAsync(service, port);
        Assert.True(probe.ExitCode == 0, probe.All);
    }

    private static IEnumerable<CodiesVibe.Publishing.Model.Service> WithProbe() => Published.Model.Services.Where(service => service.Facts.Probe is not null);

    private static IReadOnlyList<string> Probe(string service) => Published.Model.Find(service)!.Facts.Probe!.Test;

    private static Match Target(string service)
    {
        var target = Address().Match(string.Join(' ', Probe(service)));
        Assert.True(target.Success, $"{service} is not probed over HTTP: name its test above.");
        return target;
    }

    private static Task<Command> ProbeAsync(string service, int port)
    {
        var test = Probe(service);
        Assert.Equal("CMD", test[0]);
        string[] arguments = [.. test.Skip(2).Select(argument => Port().Replace(argument, $"${{1}}{port}"))];
        // The engine does not wait longer.
        return Command.RunAsync("timeout", ["10", InstalledProgram.Require(test[1]), .. arguments], Path.GetTempPath());
    }

    [GeneratedRegex(@"(?:http://127\.0\.0\.1(?::\d+)?|/dev/tcp/127\.0\.0\.1/\d+.*GET )(?<path>/[^ ]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(http://127\.0\.0\.1:|/dev/tcp/127\.0\.0\.1/)\d+")]
    private static partial Regex Port();
}
