using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Deployment.Diagnosis;

/// <summary>What the DNS says of the site's name.</summary>
/// <param name="Name">The name; null where none is configured.</param>
/// <param name="Addresses">The addresses that it leads to; none where it is not known.</param>
/// <param name="ServerAddresses">The addresses of the server; none where they are not known, for example behind a name of the configuration of ssh.</param>
internal sealed record SiteName(string? Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<IPAddress> ServerAddresses)
{
    /// <summary>Asks the DNS of this machine.</summary>
    /// <param name="name">The site's name.</param>
    /// <param name="host">The server.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SiteName> LookUpAsync(string? name, string host, CancellationToken cancellationToken) =>
        new(name, name is null ? [] : await ResolveAsync(name, cancellationToken), await ResolveAsync(host, cancellationToken));

    private static async Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
