using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Publishing.Secrets;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Secrets;

/// <summary>The script that replaces the certificate, with a real edge that uses it.</summary>
public sealed class InstallCertificateTests : IAsyncLifetime
{
    private readonly PublishedFolder _folder = new();
    private readonly NginxSite _site = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int TlsPort => _site.Profile.Listeners.Single(listener => listener.Kind == ListenerKind.Tls).Port!.Value;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for a POSIX shell.");
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        await _site.InitializeAsync();
        _folder.WriteSettings($"CODIESVIBE_CERTIFICATES={_site.Folder.Certificates}", $"CODIESVIBE_STATE={_site.Folder.State}");
        Directory.CreateDirectory(_folder.At("archive"));
        Directory.CreateDirectory(_folder.At("live"));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Certbot_s_renewals_are_served_and_no_request_is_lost()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var clients = Enumerable.Range(0, 4).Select(_ => AskAsync(end.Token)).ToArray();
        foreach (var number in Enumerable.Range(1, 3))
        {
            var thumbprint = Renew($"CN=renewed-{number}");
            var install = await InstallAsync(("RENEWED_LINEAGE", _folder.At("live")));
            Assert.True(install.ExitCode == 0, install.All);
            Assert.Equal(thumbprint, await ServedAsync());
        }

        await end.CancelAsync();
        Assert.All(await Task.WhenAll(clients), answered => Assert.InRange(answered, 20, int.MaxValue));
    }

    [Theory]
    [InlineData("key", "is not the key of the certificate")]
    [InlineData("expired", "has expired")]
    [InlineData("text", "does not begin with a certificate")]
    [InlineData("missing", "fullchain.pem does not exist")]
    public async Task What_the_edge_could_not_serve_is_refused_in_one_line_and_the_old_one_stays(string fault, string says)
    {
        var served = await ServedAsync();
        Renew("CN=faulty", fault is "expired" ? -1 : 90);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        switch (fault)
        {
            case "key":
                await File.WriteAllTextAsync(_folder.At("archive/privkey1.pem"), other.ExportPkcs8PrivateKeyPem(), Cancellation);
                break;
            case "text":
                await File.WriteAllTextAsync(_folder.At("archive/fullchain1.pem"), "no certificate", Cancellation);
                break;
            case "missing":
                File.Delete(_folder.At("archive/fullchain1.pem"));
                break;
        }

        var install = await InstallAsync(("RENEWED_LINEAGE", _folder.At("live")));
        Assert.Equal(1, install.ExitCode);
        Assert.Contains(says, Assert.Single(install.ErrorLines, line => line.Length > 0), StringComparison.Ordinal);
        Assert.Equal(served, await ServedAsync());
    }

    /// <summary>As with the links of certbot's own directory.</summary>
    [Fact]
    public async Task An_edge_without_a_certificate_serves_its_other_ports()
    {
        _site.Nginx.Signal("TERM");
        await _site.Nginx.ExitAsync();
        foreach (var file in (string[])["fullchain.pem", "privkey.pem"])
        {
            File.Delete(Path.Combine(_site.Folder.Certificates, file));
            File.CreateSymbolicLink(Path.Combine(_site.Folder.Certificates, file), $"../../archive/{file}");
        }

        var script = Published.Text($"nginx/{NginxConfiguration.Script}")
            .Replace("/etc/nginx/site/", $"{_site.Folder.Configuration}/", StringComparison.Ordinal)
            .Replace("/var/log/codiesvibe/nginx-access.log", _site.Folder.Log, StringComparison.Ordinal);
        await using var edge = Command.Start("/bin/sh", ["-c", script], _site.Folder.Configuration);
        await Eventually.BecomesTrueAsync("port 80 is served", TimeSpan.FromSeconds(30), async () =>
        {
            try
            {
                using var health = await _site.Plain.GetAsync("/nginx-health", Cancellation);
                return health.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                Assert.False(edge.HasEnded, edge.All);
                return false;
            }
        });
        await Assert.ThrowsAsync<SocketException>(ServedAsync);
        Assert.Contains("Port 443 stays closed. Install a certificate", edge.Errors, StringComparison.Ordinal);
    }

    /// <summary>A script stands in for the engine that runs the edge of this test.</summary>
    private async Task<Command> InstallAsync(params (string, string?)[] environment)
    {
        var engine = Directory.CreateDirectory(_folder.At("bin"));
        var docker = Path.Combine(engine.FullName, "docker");
        await File.WriteAllTextAsync(docker, $"""
            #!/bin/sh
            case "$1 $3" in
                'ps '*) case "$*" in *project=codiesvibe\ *service=nginx) echo 0123456789ab ;; esac ;;
                'exec cat') echo 'nginx: master process nginx -c /etc/nginx/site/nginx.conf' ;;
                'exec nginx') shift 5; exec nginx -e stderr -c {_site.Folder.MainFile} "$@" ;;
                *) exit 1 ;;
            esac
            """, Cancellation);
        await Command.RunAsync("chmod", ["+x", docker], engine.FullName);
        return await Command.RunAsync(
            _folder.At(InitSecrets.CertificatePath), [], Path.GetTempPath(), [.. environment, ("PATH", $"{engine.FullName}:{Environment.GetEnvironmentVariable("PATH")}")]);
    }

    /// <summary>As certbot does: the live directory holds links into another one.</summary>
    /// <returns>What identifies the certificate.</returns>
    private string Renew(string subject, int days = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(days - 91), DateTimeOffset.UtcNow.AddDays(days));
        File.WriteAllText(_folder.At("archive/fullchain1.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.At("archive/privkey1.pem"), key.ExportPkcs8PrivateKeyPem());
        foreach (var file in (string[])["fullchain", "privkey"])
        {
            File.Delete(_folder.At($"live/{file}.pem"));
            File.CreateSymbolicLink(_folder.At($"live/{file}.pem"), $"../archive/{file}1.pem");
        }

        return certificate.Thumbprint;
    }

    /// <summary>Requests, each with a new handshake, until the end.</summary>
    /// <returns>How many were answered.</returns>
    private async Task<int> AskAsync(CancellationToken end)
    {
        for (var answered = 0; ; answered++)
        {
            if (end.IsCancellationRequested)
            {
                return answered;
            }

            using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } });
            using var answer = await client.GetAsync($"https://127.0.0.1:{TlsPort}/api/tools", Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            await Task.Delay(50, Cancellation); // within the limit of the edge
        }
    }

    private async Task<string> ServedAsync()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", TlsPort, Cancellation);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "codiesvibe.test", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, Cancellation);
        return ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;
    }
}
