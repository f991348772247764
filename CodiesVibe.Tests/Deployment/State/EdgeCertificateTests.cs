using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.Server;

namespace CodiesVibe.Tests.Deployment.State;

/// <summary>What is read of the edge's certificate, and what is told of it.</summary>
public sealed class EdgeCertificateTests
{
    private static readonly DateTimeOffset s_now = DeployedServer.Clean.CurrentRelease!.At;

    [Theory]
    [InlineData("notAfter=Mar  5 09:08:07 2029 GMT|subject=CN = localhost|issuer=CN = localhost", true)]
    [InlineData("notAfter=Dec 15 23:59:59 2026 GMT|subject=CN=example.org|issuer=C=US, O=Authority, CN=R1", false)]
    public void A_date_and_an_issuer_are_read(string lines, bool isSelfSigned)
    {
        var certificate = EdgeCertificate.Parse(lines.Split('|'));
        Assert.Equal((isSelfSigned, null), (certificate.IsSelfSigned, certificate.Fault));
        Assert.NotNull(certificate.Expires);
    }

    [Theory]
    [InlineData("fault=openssl is not installed on the server", "openssl is not installed on the server")]
    [InlineData("", "openssl printed no date")]
    [InlineData("notAfter=soon", "openssl printed no date")]
    public void What_cannot_be_read_has_a_reason(string line, string fault) => Assert.Equal(new(null, false, fault), EdgeCertificate.Parse([line]));

    [Theory]
    [InlineData(812 * 24, false, "TLS       certificate expires in 812 days")]
    [InlineData(5, false, "TLS       certificate expires in 5 h")]
    [InlineData(812 * 24, true, "TLS       certificate expires in 812 days; it is self-signed: browsers warn of the site")]
    [InlineData(-72, false, "TLS       certificate expired 3 days ago: browsers reject the site")]
    public void The_status_tells_how_long_it_is_valid(int hours, bool isSelfSigned, string line) =>
        Assert.Contains(line, StatusText.Status(DeployedServer.Clean with { Certificate = new(s_now.AddHours(hours), isSelfSigned, null) }, s_now));

    [Fact]
    public void The_status_tells_why_nothing_is_known() => Assert.Contains(
        "TLS       certificate unknown: ./secrets/certificates/fullchain.pem does not exist",
        StatusText.Status(DeployedServer.Clean with { Certificate = new(null, false, "./secrets/certificates/fullchain.pem does not exist") }, s_now));

    /// <summary>With the real openssl.</summary>
    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task The_server_reads_the_certificate_that_the_edge_reads(string shell)
    {
        using var server = new StandInServer(shell);
        await server.DeployAsync(DeployedServer.Options);
        var certificate = (await server.InspectAsync()).Certificate;
        Assert.True(certificate.IsSelfSigned);
        Assert.InRange(certificate.Expires!.Value - DateTimeOffset.UtcNow, TimeSpan.FromDays(824), TimeSpan.FromDays(825));

        await File.WriteAllTextAsync(server.At("secrets/certificates/fullchain.pem.new"), "no certificate", TestContext.Current.CancellationToken);
        File.Move(server.At("secrets/certificates/fullchain.pem.new"), server.At("secrets/certificates/fullchain.pem"), overwrite: true);
        Assert.Equal("./secrets/certificates/fullchain.pem is not readable as a certificate", (await server.InspectAsync()).Certificate.Fault);
        File.Delete(server.At("secrets/certificates/fullchain.pem"));
        Assert.Equal("./secrets/certificates/fullchain.pem does not exist", (await server.InspectAsync()).Certificate.Fault);
    }
}
