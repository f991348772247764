namespace CodiesVibe.Deployment.Configuration;

/// <summary>Where visitors reach the site.</summary>
/// <param name="Name">A host name or an address.</param>
/// <param name="HttpsPort">The port of HTTPS.</param>
/// <param name="HttpPort">The port of plain HTTP.</param>
public sealed record SiteAddress(string Name, int HttpsPort, int HttpPort)
{
    private string Host => Uri.CheckHostName(Name) == UriHostNameType.IPv6 ? $"[{Name}]" : Name;

    /// <summary>The address of a path over HTTPS.</summary>
    public Uri Https(string path) => new($"https://{Host}:{HttpsPort}{path}");

    /// <summary>The address of a path over plain HTTP.</summary>
    public Uri Http(string path) => new($"http://{Host}:{HttpPort}{path}");
}
