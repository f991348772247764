using Aspire.Hosting.Networking;

namespace Aspire.Hosting.Dashboard;

/// <summary>An address that the dashboard or the resource service listens on, and the setting it comes from.</summary>
/// <param name="Url">Absolute http or https address with a concrete port.</param>
/// <param name="Setting">Name of the setting as the user knows it; null when the port was picked here.</param>
internal sealed record DashboardAddress(Uri Url, string? Setting)
{
    /// <summary>The address without a trailing slash, as it stands in environment variables and on the console.</summary>
    public string Text => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>An address on this machine with a port that is free now.</summary>
    public static DashboardAddress Free() => new(new Uri($"http://localhost:{LocalPort.Pick()}"), Setting: null);

    /// <summary>The same with a port that is free now.</summary>
    public DashboardAddress Elsewhere() => this with { Url = new UriBuilder(Url) { Port = LocalPort.Pick() }.Uri };

    /// <exception cref="DistributedApplicationException">The text is not an address that can be listened on.</exception>
    public static DashboardAddress Parse(string text, string setting)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new DistributedApplicationException(
                $"The setting {setting} has the value '{text}', which is not an http or https address. Use for example http://localhost:15000.");
        }

        if (url.Port == 0)
        {
            throw new DistributedApplicationException(
                $"The setting {setting} asks for port 0. Give a port, or leave the setting out to get a free one.");
        }

        return new DashboardAddress(url, setting);
    }

    /// <summary>Finds out who is wrong before a process fails on it.</summary>
    /// <exception cref="DistributedApplicationException">Another process listens on the port.</exception>
    public void EnsureFree()
    {
        if (LocalPort.IsTaken(Url.Port))
        {
            throw new DistributedApplicationException(
                $"Port {Url.Port} is already in use by another process, most likely another running instance of this AppHost. " +
                $"Stop that one, or change {Setting ?? "nothing: the port was picked at random, so just try again"}.");
        }
    }
}
