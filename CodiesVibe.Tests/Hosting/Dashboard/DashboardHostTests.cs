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

    [Fact]
    public async Task An_absent_dashboard_is_reported_and_stops_nothing()
    {
        await using var application = DashboardApplication.Create(("ASPIRE_DASHBOARD_PATH", "/nowhere"));
        await application.Host.StartAsync(TestContext.Current.CancellationToken);
        var report = await Eventually.GetAsync("the failure is reported", () => application.Log.Lines.FirstOrDefault());
        Assert.StartsWith("Error: The application runs without its dashboard.", report, StringComparison.Ordinal);
        Assert.Contains("/nowhere", report, StringComparison.Ordinal);
        Assert.Contains("ASPIRE_DASHBOARD_PATH", report, StringComparison.Ordinal);
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
