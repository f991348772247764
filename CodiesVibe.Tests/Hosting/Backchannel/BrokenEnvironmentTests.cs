using CodiesVibe.Tests.Hosting.BadInput;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>An app host that is told of a CLI that is not there says so in one line; where it can do without, it runs.</summary>
public sealed class BrokenEnvironmentTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("codiesvibe-broken-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("ASPIRE_BACKCHANNEL_PATH", "/no/such/folder/socket", "'/no/such/folder/socket'", "its folder does not exist", "unset the variable")]
    [InlineData("ASPIRE_BACKCHANNEL_PATH", "/tmp/a-very-long-name-of-a-socket-that-has-more-than-the-one-hundred-and-eight-bytes-which-linux-has-for-a-path", "111 bytes", "short HOME")]
    [InlineData("ASPIRE_BACKCHANNEL_PATH", "/dev", "'/dev'", "already in use", "unset the variable")]
    [InlineData("ASPIRE_CONTAINER_RUNTIME", "dokker", "ASPIRE_CONTAINER_RUNTIME", "'dokker'", "'docker' and 'podman'", "leave it out")]
    [InlineData("ASPIRE_DCP_PATH", "/no/such/folder", "ASPIRE_DCP_PATH", "/no/such/folder", "Correct or remove")]
    [InlineData("ASPIRE_DASHBOARD_PATH", "/no/such/dashboard", "ASPIRE_DASHBOARD_PATH", "/no/such/dashboard", "Correct or remove")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "nowhere", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "'nowhere'", "http://localhost:15000")]
    [InlineData("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "nowhere", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "'nowhere'", "http://localhost:15000")]
    [InlineData("ASPIRE_CLI_PID", "none", "ASPIRE_CLI_PID", "'none'", "unset it")]
    [InlineData("ASPIRE_CLI_PID", "2147483647", "ASPIRE_CLI_PID", "process 2147483647", "does not run", "unset it")]
    [InlineData("ASPIRE_CLI_STARTED", "-1", "ASPIRE_CLI_STARTED", "'-1'", "unset it")]
    public async Task A_variable_that_points_nowhere(string variable, string value, params string[] expected)
    {
        var token = TestContext.Current.CancellationToken;
        await using var host = AppHostProcess.Start(AspireCli.SampleProgram, new Dictionary<string, string?> { [variable] = value });

        Assert.Equal(1, await host.WaitForExitAsync(token));
        await host.WaitUntilGoneAsync(token);
        host.AssertSaysOnly(expected);
    }

    [Fact]
    public async Task A_home_that_is_too_deep_for_sockets()
    {
        var token = TestContext.Current.CancellationToken;
        var deep = folder.CreateSubdirectory(new string('d', 80)).FullName;
        await using var host = AppHostProcess.Start(AspireCli.SampleProgram, new Dictionary<string, string?> { ["HOME"] = deep });
        await AppHostProcess.UntilAsync(() => host.Console.Any(l => l.Contains("will not find", StringComparison.Ordinal)), "the warning", token);

        var warning = host.Console.Single(l => l.Contains("will not find", StringComparison.Ordinal));
        Assert.Contains(deep, warning, StringComparison.Ordinal);
        Assert.Contains("bytes, more than the system allows", warning, StringComparison.Ordinal);
        Assert.Contains("Set HOME to", warning, StringComparison.Ordinal);
        await host.Resources.WaitUntilHealthyAsync("web", token);
        Assert.Equal(0, await host.StopAsync(token));
    }
}
