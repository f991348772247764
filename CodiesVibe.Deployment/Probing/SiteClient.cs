using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CodiesVibe.Deployment.Probing;

/// <summary>Asks the site as a visitor does: from this machine, with a new connection for each request and without a proxy.</summary>
internal sealed class SiteClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _patience;

    /// <param name="patience">How long one answer may take.</param>
    /// <param name="trust">Which certificates are trusted; null for those that this machine trusts.</param>
    public SiteClient(TimeSpan patience, X509ChainPolicy? trust = null)
    {
        _patience = patience;
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            SslOptions = { CertificateChainPolicy = trust, RemoteCertificateValidationCallback = Keep },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The certificate that the site has shown; null where it has shown none yet.</summary>
    public ShownCertificate? Certificate { get; private set; }

    /// <summary>Asks for an address.</summary>
    public async Task<SiteAnswer> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            using var answer = await _http.GetAsync(address, limit.Token);
            var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(limit.Token));
            return new((int)answer.StatusCode, watch.Elapsed, null)
            {
                Version = PublicEndpoint.VersionIn(body),
                Location = answer.Headers.Location is { } location ? new(address, location) : null,
                IsFromCloudflare = answer.Headers.Contains("CF-RAY"),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, watch.Elapsed, $"no answer within {_patience.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException fault)
        {
            return new(null, watch.Elapsed, Explain(fault));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Explain(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name cannot be resolved",
        HttpRequestError.ConnectionError => $"no connection ({fault.InnerException?.Message ?? fault.Message})",
        HttpRequestError.SecureConnectionError => $"no TLS ({fault.InnerException?.Message ?? fault.Message})",
        _ => fault.Message,
    };

    /// <summary>The certificate is judged by itself: what lies behind a bad one is worth knowing too, and nothing secret is sent.</summary>
    private bool Keep(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return false;
        }

        Certificate = ShownCertificate.Of(shown, chain, errors);
        return true;
    }
}
