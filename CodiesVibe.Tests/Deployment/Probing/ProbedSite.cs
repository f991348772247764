using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Deployment.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Deployment.Probing;

/// <summary>A site on loopback with a certificate of an authority of its own; it answers every path with 200 and its plain HTTP leads to HTTPS, unless told otherwise.</summary>
internal sealed class ProbedSite : IAsyncDisposable
{
    /// <summary>Used instead of a status: there is no response.</summary>
    public const int Never = 0;

    private readonly WebApplication _app;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _certificate;

    private ProbedSite(WebApplication app, X509Certificate2 authority, X509Certificate2 certificate) => (_app, _authority, _certificate) = (app, authority, certificate);

    /// <summary>The status of a path over HTTPS, where it is not 200.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = [];

    /// <summary>Where plain HTTP leads; null for nowhere.</summary>
    public string? RedirectTo { get; set; }

    public SiteAddress Address => new("localhost", PortOf("https"), PortOf("http"));

    /// <summary>Trusts the authority and nothing else.</summary>
    public X509ChainPolicy Trust
    {
        get
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(_authority);
            return policy;
        }
    }

    /// <summary>The certificate of the authority.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <param name="validFor">How long the certificate is still valid.</param>
    /// <param name="name">The name that it is for.</param>
    public static async Task<ProbedSite> StartAsync(TimeSpan validFor, string name = "localhost")
    {
        var (authority, certificate) = Issue(validFor, name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Logging.ClearProviders();
        var site = new ProbedSite(builder.Build(), authority, certificate);
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        site.RedirectTo = site.Address.Https("/").ToString();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private int PortOf(string scheme) => _app.Urls.Select(url => new Uri(url)).Single(url => url.Scheme == scheme).Port;

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.Request.IsHttps && RedirectTo is { } location)
        {
            context.Response.Redirect(location, permanent: true);
            return;
        }

        var status = Answers.GetValueOrDefault(context.Request.Path, 200);
        if (status == Never)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(context.Request.Path == "/version.json" ? """{"version":"1.2.3"}""" : "<html>");
    }

    private static (X509Certificate2 Authority, X509Certificate2 Certificate) Issue(TimeSpan validFor, string name)
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of a test", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var authority = request.CreateSelfSigned(now.AddDays(-200), now.AddDays(200));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        var leaf = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(names.Build());
        using var issued = leaf.Create(authority, now.AddDays(-100), now + validFor, RandomNumberGenerator.GetBytes(8));
        return (authority, issued.CopyWithPrivateKey(key));
    }
}
