using CodiesVibe.Api.Errors;
using IPNetwork = System.Net.IPNetwork;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Which proxies are trusted with the client's address and scheme. ASPNETCORE_FORWARDEDHEADERS_ENABLED, which is set in production, makes the
/// framework read the headers, and alone it would trust every client.
/// </summary>
internal static class TrustedProxies
{
    private const string Key = "Edge:Networks";

    /// <summary>Loopback and the private ranges of container networks: nothing else reaches the backend of a published system.</summary>
    private static readonly string[] s_default = ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

    /// <exception cref="StartupException">A network is not valid.</exception>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = (builder.Configuration.List(Key) is { Length: > 0 } given ? given : s_default).Select(Read).ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(options => networks.ForEach(options.KnownIPNetworks.Add));
    }

    private static IPNetwork Read(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new StartupException($"{RequestRegistration.Variable(Key)} contains '{text}', which is not a valid network. Use networks in CIDR notation, such as 172.20.0.0/16, separated by commas.");
}
