using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Api.Errors;
using OpenTelemetry;

namespace CodiesVibe.Api.Monitoring;

/// <summary>
/// Requests from the edge what visitors request, on the same port and with a new connection each time, and exposes as metrics whether they get it
/// and how long the certificate is valid.
/// </summary>
internal sealed partial class EdgeMonitor : BackgroundService
{
    /// <summary>The TLS address of the edge: <c>host:port</c>. Unset where there is none.</summary>
    private const string AddressKey = "Edge:TlsAddress";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly string[] s_paths = ["/", "/api/health"];

    private readonly HttpClient _http;
    private readonly ILogger<EdgeMonitor> _logger;
    private readonly ConcurrentDictionary<string, int> _up = new();
    private long _notAfter; // Unix time; 0 until known

    public EdgeMonitor(DnsEndPoint edge, IMeterFactory meters, ILogger<EdgeMonitor> logger)
    {
        _logger = logger;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = Options() })
        {
            BaseAddress = new UriBuilder(Uri.UriSchemeHttps, edge.Host, edge.Port).Uri,
            Timeout = s_timeout,
            DefaultRequestHeaders = { ConnectionClose = true },
        };
        var meter = meters.Create("CodiesVibe.Api");
        meter.CreateObservableGauge(
            "codiesvibe.edge.up",
            () => _up.Select(path => new Measurement<int>(path.Value, new KeyValuePair<string, object?>("path", path.Key))),
            description: "1 while a visitor gets the path from the edge, otherwise 0.");
        meter.CreateObservableGauge(
            "codiesvibe.edge.certificate_not_after", MeasureCertificate, "s", "The expiry time of the certificate that the edge presents, as Unix time.");
    }

    /// <summary>The address, or null where none is set.</summary>
    /// <exception cref="StartupException">The setting is not an address.</exception>
    public static DnsEndPoint? ReadAddress(IConfiguration configuration)
    {
        if (configuration[AddressKey] is not { Length: > 0 } text)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0 && Uri.CheckHostName(text[..colon]) != UriHostNameType.Unknown
            ? new DnsEndPoint(text[..colon], port)
            : throw new StartupException($"{AddressKey.Replace(":", "__", StringComparison.Ordinal)} is '{text}', which is not a valid address. Use the form host:port, for example nginx:443.");
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A trace every few seconds would bury the traces of visitors.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var timer = new PeriodicTimer(s_interval);
        do
        {
            await Task.WhenAll(s_paths.Select(path => CheckAsync(path, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CheckAsync(string path, CancellationToken stoppingToken)
    {
        try
        {
            using var response = await _http.GetAsync(path, stoppingToken);
            _up[path] = response.IsSuccessStatusCode ? 1 : 0;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            _up[path] = 0;
            if (error is not (HttpRequestException or IOException or OperationCanceledException))
            {
                // The API keeps serving, whatever the error is.
                LogFailed(_logger, path, error);
            }
        }
    }

    /// <summary>The last known expiry: an edge that does not respond says nothing about its certificate.</summary>
    private IEnumerable<Measurement<long>> MeasureCertificate() => Interlocked.Read(ref _notAfter) is not 0 and var notAfter ? [new(notAfter)] : [];

    [LoggerMessage(LogLevel.Error, "The edge cannot be asked for {Path}.")]
    private static partial void LogFailed(ILogger logger, string path, Exception error);

    [SuppressMessage("Security", "CA5359", Justification = "Nothing is sent but the path. An invalid certificate is reported by its date, and by those whose browser refuses it.")]
    private SslClientAuthenticationOptions Options() => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            Interlocked.Exchange(ref _notAfter, new DateTimeOffset(((X509Certificate2)certificate!).NotAfter).ToUnixTimeSeconds());
            return true;
        },
    };
}
