using System.Diagnostics;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Modes;

/// <summary><c>--probe</c>, against servers that respond, reject, hang and do not exist.</summary>
public sealed class SelfProbeTests
{
    [Theory]
    [Requirement("R037")]
    [InlineData(200, 0, "")]
    [InlineData(503, 1, "responded with HTTP status 503")]
    [InlineData(404, 1, "responded with HTTP status 404")]
    public async Task The_exit_code_is_that_of_the_health(int status, int exitCode, string says)
    {
        await using var server = await StubServer.StartAsync();
        server.Answers["/health"] = status;

        await ProbeAsync(new Uri(server.Address).Port, exitCode, says);
    }

    [Fact]
    public Task A_port_where_nothing_listens_is_unhealthy() => ProbeAsync(FreePort.Find(), 1, "does not respond");

    [Fact]
    public async Task A_server_that_hangs_is_unhealthy_before_the_probe_times_out()
    {
        using var hole = BlackHole.ThatAccepts();
        var elapsed = Stopwatch.StartNew();

        await ProbeAsync(hole.Port, 1, "did not respond within 9 s");

        Assert.InRange(elapsed.Elapsed, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30));
    }

    /// <summary>Without connection strings: a probe does not need the whole API.</summary>
    private static async Task ProbeAsync(int port, int exitCode, string says)
    {
        await using var probe = ChildProcess.Start("CodiesVibe.Api", ["--probe"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_HTTP_PORTS"] = "1",
            ["HTTP_PORTS"] = $"{port}",
        });

        Assert.Equal(exitCode, await probe.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Empty(probe.Output);
        Assert.Contains(says, exitCode == 0 ? "" : Assert.Single(probe.Errors), StringComparison.Ordinal);
    }
}
