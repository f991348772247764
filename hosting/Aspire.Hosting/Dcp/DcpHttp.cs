using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>Sends requests to the API of an engine and turns everything that is not an answer into a <see cref="DcpException"/>.</summary>
internal sealed class DcpHttp : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public DcpHttp(DcpKubeconfig access, X509Certificate2 root)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(root);
        // One connection carries a limited number of streams, and every followed log is one.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = access.Server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", access.Token) },
        };
    }

    /// <summary>The answer to a request, read to its end.</summary>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeout);
        try
        {
            using var response = await RequestAsync(method, path, content, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, json)
                ?? throw new DcpException((int)response.StatusCode, "Empty", $"{method} {path}: the engine answered with null.");
        }
        catch (JsonException exception)
        {
            throw new DcpException(200, "Unreadable", $"{method} {path}: the engine's answer cannot be read: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DcpException(0, "Timeout", $"{method} {path}: the engine did not answer within {s_timeout.TotalSeconds:0} s.", exception);
        }
    }

    /// <summary>An answer that goes on for as long as the engine has something to say.</summary>
    public async Task<DcpLineStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var response = await RequestAsync(HttpMethod.Get, path, null, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return new DcpLineStream(path, response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The error for a connection that is not there or broke.</summary>
    public static DcpException Unreachable(string request, Exception exception) =>
        new(0, "Unreachable", $"{request}: the engine cannot be reached: {exception.Message}", exception);

    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content, Version = HttpVersion.Version20 };
        try
        {
            var response = await _http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }
            using (response)
            {
                throw Refused($"{method} {path}", response, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable($"{method} {path}", exception);
        }
    }

    private static DcpException Refused(string request, HttpResponseMessage response, string body)
    {
        DcpStatus? status;
        try
        {
            status = JsonSerializer.Deserialize(body, DcpJson.Default.DcpStatus);
        }
        catch (JsonException)
        {
            status = null; // not every refusal is an object; then its text has to do
        }
        var code = (int)response.StatusCode;
        return new DcpException(code, status?.Reason ?? response.StatusCode.ToString(), $"{request}: {status?.Message ?? body} ({code})");
    }

    public void Dispose() => _http.Dispose();
}
