using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Xunit;

namespace CodiesVibe.Tests.Hosting.Dashboard;

public sealed class DashboardHostTests
{
    /// <summary>The signal's place in a mask.</summary>
    private const ulong Interrupt = 1UL << (2 - 1);

    [Fact]
    public async Task The_dashboard_runs_beside_the_application_and_ends_with_it()
    {
        Process dashboard;
        await using (var application = DashboardApplication.Create(DashboardBundle.Setting()))
        {
            var login = await application.StartDashboardAsync();
            dashboard = Process.GetProcessById(application.Host.ProcessId!.Value);
            Assert.Contains($"Information: Now listening on: {application.Options.FrontendUrl}", application.Log.Lines);
            Assert.DoesNotContain(application.Log.Lines, l => !l.StartsWith("Information", StringComparison.Ordinal));

            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
            using var page = await client.GetAsync(new Uri(application.Options.FrontendUrl), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            using var entry = await client.GetAsync(new Uri(login), TestContext.Current.CancellationToken);
            Assert.Equal("/", entry.Headers.Location?.OriginalString);
            AssertIgnoresInterrupt(dashboard.Id);
        }

        using (dashboard)
        {
            Assert.True(dashboard.HasExited);
        }
    }

    [Fact]
    public async Task A_taken_port_is_one_error_that_names_the_port_its_setting_and_the_remedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var application = DashboardApplication.Create(
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"), ("ASPNETCORE_URLS", $"http://localhost:{port}"));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            application.Host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"Port {port}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'applicationUrl' in Properties/launchSettings.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains("another running instance of this AppHost", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPIRE_DASHBOARD_PATH")]
    [InlineData("DcpPublisher:DashboardPath")]
    public async Task A_setting_that_names_no_dashboard_is_an_error_of_the_start(string setting)
    {
        await using var application = DashboardApplication.Create((setting, "/nowhere"));
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.Host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("'/nowhere'", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"Correct or remove {setting}.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_no_dashboard_is_reported_with_its_words_and_stops_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        var folder = Directory.CreateTempSubdirectory("codiesvibe-dashboard-");
        try
        {
            var program = Path.Combine(folder.FullName, "aspire-managed");
            await File.WriteAllTextAsync(program, "#!/bin/sh\necho no dashboard at all >&2\nexit 4\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            await using var application = DashboardApplication.Create(("ASPIRE_DASHBOARD_PATH", program));
            await application.Host.StartAsync(TestContext.Current.CancellationToken);
            var report = await Eventually.GetAsync("the failure is reported", () => application.Log.Lines.FirstOrDefault());
            Assert.Equal($"Error: The application runs without its dashboard. The dashboard '{program}' ended with exit code 4 before it was ready: no dashboard at all.", report);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_dashboard_that_refuses_to_start_says_why()
    {
        // No certificate is at hand: the dashboard itself notices.
        await using var application = DashboardApplication.Create(DashboardBundle.Setting(), ("ASPNETCORE_URLS", $"https://localhost:{FreePort()}"));
        await application.Host.StartAsync(TestContext.Current.CancellationToken);
        var report = await Eventually.GetAsync(
            "the failure is reported", () => application.Log.Lines.FirstOrDefault(l => l.Contains("without its dashboard", StringComparison.Ordinal)));
        Assert.Contains("Unable to configure HTTPS endpoint", report, StringComparison.Ordinal);
    }

    /// <summary>A terminal interrupts the dashboard as well as the application, which still needs it then.</summary>
    private static void AssertIgnoresInterrupt(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            var ignored = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
            Assert.True((Convert.ToUInt64(ignored, 16) & Interrupt) != 0, $"The dashboard ignores the signals {ignored} only.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
