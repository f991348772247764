using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>What happens to a server without anybody's doing: it mends itself, or the commands name it. Nothing that the database acknowledged is lost.</summary>
[Collection(nameof(DeploymentDrills))]
[Trait("Category", "Drill")]
[Trait("Drill", "Day")]
public sealed class IncidentTests(DeployV2Tests.Server server) : IClassFixture<DeployV2Tests.Server>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;

    [Fact]
    [Requirement("R208")]
    public async Task Every_container_that_is_killed_comes_back_by_itself()
    {
        await using var writes = new AcknowledgedWrites(_vps);
        var running = (await _vps.ContainersAsync()).Where(container => container.Process > 0).ToList();
        Assert.InRange(running.Count, 10, int.MaxValue);
        foreach (var container in running)
        {
            var watch = Stopwatch.StartNew();
            // From outside the engine: what is killed by its command stays dead.
            await _vps.RunAsync($"kill -9 {container.Process}");
            await Eventually.BecomesTrueAsync($"{container.Name} is back", s_patience, async () =>
                (await _vps.ContainersAsync()).Single(other => other.Name == container.Name) is { IsWell: true, Process: > 0 } now && now.Process != container.Process);
            TestContext.Current.TestOutputHelper?.WriteLine($"{container.Name}: {watch.Elapsed.TotalSeconds:0.0} s");
        }

        await writes.CheckAsync();
        await SitesBackAsync();
    }

    [Fact]
    [Requirement("R208")]
    public async Task Visitors_do_not_notice_that_the_engine_restarts()
    {
        await using var writes = new AcknowledgedWrites(_vps);
        var before = (await _vps.ContainersAsync()).Select(container => (container.Name, container.Process)).ToList();
        await using (var load = await Load.StartAsync(_vps.Machine, "/api/tools?pageSize=1"))
        {
            await _vps.Machine.RestartEngineAsync();
            Assert.Equal(before, (await _vps.ContainersAsync()).Select(container => (container.Name, container.Process)));
            Assert.Empty(load.Lost);
            TestContext.Current.TestOutputHelper?.WriteLine($"{load.Answered} requests, 0 lost");
        }

        await writes.CheckAsync();
        await SitesBackAsync();
    }

    /// <summary>Its end is brought about by another certificate, because the clock of the server is that of this machine.</summary>
    [Fact]
    [Requirement("R209")]
    public async Task A_certificate_that_expires_is_named_and_a_new_one_is_served_without_a_lost_request()
    {
        await WriteCertificateAsync("secrets/certificates", DateTimeOffset.UtcNow.AddDays(-2));
        await _vps.RunAsync("docker exec nginx nginx -c /etc/nginx/site/nginx.conf -s reload");
        Assert.Contains("certificate expired 2 days ago: browsers reject the site", await _laptop.RunAsync("status"), StringComparison.Ordinal);
        Assert.Matches("fail  certificate +expired 2 days ago", await _laptop.FailAsync("doctor"));
        Assert.Matches(@"fail  certificate +browsers do not trust it \([^)]+\);\s+it\s+expired\s+2\s+days\s+ago", await _laptop.FailAsync("probe", $"Address={ServerMachine.Host}"));

        await _vps.RunAsync("mkdir renewed");
        await WriteCertificateAsync("renewed", DateTimeOffset.UtcNow.AddDays(90));
        await using (var load = await Load.StartAsync(_vps.Machine))
        {
            await _vps.RunAsync("./install-certificate.sh renewed");
            Assert.Contains("certificate expires in 90 days", await _laptop.RunAsync("status"), StringComparison.Ordinal);
            Assert.Empty(load.Lost);
        }

        Assert.DoesNotMatch("fail  certificate", await _laptop.RunAsync("doctor"));
    }

    private Task<TimeSpan> SitesBackAsync() =>
        Eventually.BecomesTrueAsync("the site answers", s_patience, async () => await _vps.GetAsync("/api/tools?pageSize=1") is ['{', ..]);

    private async Task WriteCertificateAsync(string directory, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={ServerMachine.Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Parse(ServerMachine.Host));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(notAfter.AddDays(-90), notAfter);
        await File.WriteAllTextAsync(_vps.Deployed($"{directory}/fullchain.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_vps.Deployed($"{directory}/privkey.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
    }
}
