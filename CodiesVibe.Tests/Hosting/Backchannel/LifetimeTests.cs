using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>However an application was started by the CLI, it ends with all that belongs to it.</summary>
[Collection(nameof(CliHome))]
public sealed class LifetimeTests(CliHome home)
{
    private const int Interrupt = 2;
    private const int Kill = 9;

    /// <summary>The dashboard's, in the sample's Properties/launchSettings.json.</summary>
    private const int PortOfTheProfile = 15581;

    [Fact]
    public async Task Run_shows_the_dashboard_and_ends_with_Ctrl_C()
    {
        await using var run = await home.RunAsync(AspireCli.SampleProject);

        Assert.Contains("http://localhost:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", run.All, StringComparison.Ordinal);
        Assert.Equal(0, Signal(run.Id, Interrupt));
        await run.EndAsync();
        Assert.True(run.ExitCode == 0, run.All);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task An_isolated_run_takes_other_ports_than_the_launch_profile_says()
    {
        using var other = new TcpListener(IPAddress.Loopback, PortOfTheProfile);
        try
        {
            other.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Taken all the same.
        }

        await using var run = await home.RunAsync(AspireCli.SampleProject, "--isolated");
        Assert.Contains("/login?t=", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Signal(run.Id, Interrupt));
        await run.EndAsync();
        Assert.True(run.ExitCode == 0, run.All);
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task The_application_ends_when_its_CLI_is_killed()
    {
        await using var run = await home.RunAsync(AspireCli.SampleProject);

        Assert.Equal(0, Signal(run.Id, Kill));
        await run.EndAsync();
        await home.WaitUntilGoneAsync();
    }

    [Fact]
    public async Task Stop_ends_what_start_began()
    {
        await home.StartAsync(AspireCli.SampleProject);
        await home.Cli.RunAsync("wait", "web", "--apphost", AspireCli.SampleProject);
        Assert.NotEmpty(home.Processes("http.server"));

        var stop = await home.Cli.RunAsync("stop", "--apphost", AspireCli.SampleProject);
        Assert.True(stop.ExitCode == 0, stop.All);
        await home.WaitUntilGoneAsync();
        Assert.Empty((await home.Cli.ReadAsync("ps")).AsArray());
    }

    [Fact]
    public async Task A_start_removes_the_sockets_of_dead_processes()
    {
        await using var run = await home.RunAsync(AspireCli.SampleProject);
        var socket = Assert.Single(home.Sockets, Path.HasExtension);
        Assert.Equal(0, Signal(int.Parse(Path.GetExtension(socket)[1..], CultureInfo.InvariantCulture), Kill));
        await run.EndAsync();
        await AppHostProcess.UntilAsync(() => home.Processes().Count == 0, "the end", TestContext.Current.CancellationToken);
        Assert.All(home.Sockets.Where(s => s != socket), File.Delete); // of the dead CLI, which names a new one each time

        await using var next = await home.RunAsync(AspireCli.SampleProject);
        Assert.DoesNotContain(socket, home.Sockets);
        Assert.Equal(0, Signal(next.Id, Interrupt));
        await next.EndAsync();
        await home.WaitUntilGoneAsync();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
