using CodiesVibe.Tests.AppHost.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Probing;

/// <summary>The step as a person types it.</summary>
public sealed class ProbeStepTests
{
    [Fact]
    [Requirement("R197")]
    public async Task It_needs_no_server_and_its_exit_code_is_the_result()
    {
        await using var site = await ProbedSite.StartAsync(TimeSpan.FromDays(90.5));
        var authority = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(authority, site.AuthorityPem, TestContext.Current.CancellationToken);
            var well = await RunAsync(site, authority);
            Assert.True(well.ExitCode == 0, well.All);
            Assert.Contains("All 8 checks pass.", well.Output, StringComparison.Ordinal);

            site.Answers["/api/health"] = 503;
            var ill = await RunAsync(site, authority);
            Assert.True(ill.ExitCode == 1, ill.All);
            Assert.Contains("fail  /api/health", ill.Output, StringComparison.Ordinal);
            Assert.Contains("1 of 8 checks failed: /api/health.", ill.All, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(authority);
        }
    }

    [Fact]
    public async Task Without_an_address_it_names_the_key()
    {
        var run = await RunAsync([]);
        Assert.True(run.ExitCode == 1, run.All);
        Assert.Contains("Deploy:Address is not set. It is the name of the site", run.All, StringComparison.Ordinal);
    }

    private static Task<Command> RunAsync(ProbedSite site, string authority) => RunAsync(
        [$"--Deploy:Address={site.Address.Name}", $"--Deploy:Settings:PORT_443={site.Address.HttpsPort}", $"--Deploy:Settings:PORT_80={site.Address.HttpPort}"], ("SSL_CERT_FILE", authority));

    private static Task<Command> RunAsync(string[] options, params (string Name, string? Value)[] environment) =>
        Command.RunAsync("dotnet", [SiteAppHost.Program, "--operation", "publish", "--step", "probe", "--environment", "production", .. options], SiteAppHost.Folder, environment);
}
