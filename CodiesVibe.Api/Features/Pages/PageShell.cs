using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Health;
using CodiesVibe.Api.Requests;
using Microsoft.Net.Http.Headers;
using OpenTelemetry;

namespace CodiesVibe.Api.Features.Pages;

/// <summary>
/// The page of the front end, which is asked for through the edge: so it is that of the release that serves now, with the policy that it needs.
/// It is kept for some seconds; while the front end is away, for as long as that lasts.
/// </summary>
internal sealed class PageShell : IDisposable
{
    /// <summary>The address of the site, as seen from here. Where it is not set, the service <c>nginx</c> is the edge.</summary>
    private const string AddressKey = "Edge:PageAddress";

    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
    {
        Timeout = s_timeout,
        // Vite answers to this name alone; in production no name matters there.
        DefaultRequestHeaders = { { HeaderNames.Accept, "text/html" }, { HeaderNames.Host, "localhost" } },
    };

    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeProvider _time;
    private readonly Uri? _address;
    private PageTemplate? _page;
    private DateTimeOffset _askAgainAt = DateTimeOffset.MinValue;

    /// <exception cref="StartupException">The address is not one of an HTTP server.</exception>
    public PageShell(IConfiguration configuration, TimeProvider time)
    {
        _time = time;
        _address = (configuration[AddressKey] ?? configuration[$"services:{EdgeHealthCheck.Edge}:http:0"]) is { Length: > 0 } text ? Read(text) : null;
    }

    /// <summary>The page, or null where it was never to be had.</summary>
    public async Task<PageTemplate?> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_address is not null && _time.GetUtcNow() >= _askAgainAt)
            {
                _page = await AskAsync(_address, cancellationToken) ?? _page;
                _askAgainAt = _time.GetUtcNow() + s_kept;
            }

            return _page;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
    }

    private static Uri Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new StartupException($"{RequestRegistration.Variable(AddressKey)} is '{text}', which is not the address of a site. Use the form http://host:port, for example http://nginx:8080.");

    /// <returns>Null where the front end does not answer with its page.</returns>
    private async Task<PageTemplate?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            using var response = await _http.GetAsync(address, cancellationToken);
            return response.IsSuccessStatusCode
                ? PageTemplate.Read(await response.Content.ReadAsStringAsync(cancellationToken), response.Headers.NonValidated)
                : null;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException })
        {
            return null;
        }
    }
}
