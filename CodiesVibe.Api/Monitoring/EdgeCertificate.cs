using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Monitoring;

/// <summary>Asks the edge now and then which certificate it shows, and tells as a metric how long that is valid.</summary>
internal sealed partial class EdgeCertificate : BackgroundService
{
    /// <summary>Where the edge speaks TLS: <c>host:port</c>. Absent where there is none.</summary>
    private const string AddressKey = "Edge:TlsAddress";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan IntervalUntilKnown = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private readonly DnsEndPoint _edge;
    private readonly ILogger<EdgeCertificate> _logger;
    private long _notAfter; // Unix time; 0 until known

    public EdgeCertificate(DnsEndPoint edge, IMeterFactory meters, ILogger<EdgeCertificate> logger)
    {
        (_edge, _logger) = (edge, logger);
        meters.Create("CodiesVibe.Api").CreateObservableGauge(
            "codiesvibe.edge.certificate_not_after", Measure, "s", "The expiry time of the certificate that the edge presents, as Unix time.");
    }

    /// <summary>The address, or null where there is none to ask.</summary>
    /// <exception cref="StartupException">It is no address.</exception>
    public static DnsEndPoint? ReadAddress(IConfiguration configuration)
    {
        if (configuration[AddressKey] is not { Length: > 0 } text)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new DnsEndPoint(text[..colon], port)
            : throw new StartupException($"{AddressKey.Replace(":", "__", StringComparison.Ordinal)} is '{text}', which is not a valid address. Use the form host:port, for example nginx:443.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(Interlocked.Read(ref _notAfter) == 0 ? IntervalUntilKnown : Interval, stoppingToken);
        }
    }

    private IEnumerable<Measurement<long>> Measure() => Interlocked.Read(ref _notAfter) is not 0 and var notAfter ? [new(notAfter)] : [];

    /// <summary>An edge that does not answer is no news of its certificate: what is known stays.</summary>
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        budget.CancelAfter(Budget);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_edge.Host, _edge.Port, budget.Token);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(Options(), budget.Token);
            var certificate = (X509Certificate2)tls.RemoteCertificate!;
            Interlocked.Exchange(ref _notAfter, new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds());
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException
            || (error is OperationCanceledException && !stoppingToken.IsCancellationRequested))
        {
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, the API serves on without this number.
            LogFailed(_logger, error);
        }
    }

    [LoggerMessage(LogLevel.Error, "The certificate of the edge cannot be read.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [SuppressMessage("Security", "CA5359", Justification = "Only the date is read. It is wanted above all where the certificate is not valid.")]
    private SslClientAuthenticationOptions Options() => new() { TargetHost = _edge.Host, RemoteCertificateValidationCallback = (_, _, _, _) => true };
}
