using System.Net;
using System.Net.Sockets;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.BadInput;

/// <summary>Errors that prevent the start of the app host: one line that names the error, its place and the remedy; exit code 1; no process left, no file written.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class RefusedStartTests : IDisposable
{
    private const int SitePort = 8080;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-refused-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task An_unknown_run_mode_is_refused() =>
        RefusedAsync("AppHost__Runtime", "conntainers", "AppHost:Runtime", "'conntainers', which is not a valid run mode", "Set it to 'auto', 'containers' or 'processes', or remove the setting.");

    [Fact]
    public Task A_switch_that_is_neither_true_nor_false_is_refused() =>
        RefusedAsync("Mongo__External", "maybe", "Mongo:External is 'maybe', which is not a valid switch. Set it to 'true' or 'false', or remove the setting.");

    [Fact]
    public async Task A_taken_port_of_the_site_is_refused()
    {
        using var own = new TcpListener(IPAddress.Loopback, SitePort);
        try
        {
            own.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Taken all the same.
        }

        await RefusedAsync("DcpPublisher__RandomizePorts", "false", $"Port {SitePort}", "'nginx'", "already in use", "Stop the process that listens there", "or change the port.");
    }

    [Fact]
    public Task A_missing_engine_is_refused() =>
        RefusedAsync("ASPIRE_DCP_PATH", Path.Combine(_folder.FullName, "nowhere"), Path.Combine(_folder.FullName, "nowhere"), "The application cannot be run without it.");

    private async Task RefusedAsync(string variable, string value, params string[] expected)
    {
        var token = TestContext.Current.CancellationToken;
        var data = Path.Combine(_folder.FullName, "data");
        await using var host = SiteAppHost.Start(new Dictionary<string, string?> { [variable] = value, ["AppHost__DataDirectory"] = data });

        Assert.Equal(1, await host.WaitForExitAsync(token));
        await host.WaitUntilGoneAsync(token);
        host.AssertSaysOnly(expected);
        Assert.False(Directory.Exists(data));
    }
}
