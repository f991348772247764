namespace CodiesVibe.Publishing.Routing;

/// <summary>How long the edge waits for the servers behind it, in seconds; for an answer see <see cref="Route.SilenceSeconds"/>.</summary>
public static class Patience
{
    /// <summary>For a connection: long enough for a packet that is lost once.</summary>
    public const int ConnectSeconds = 2;

    /// <summary>For the page, when the edge is asked whether the frontend is healthy.</summary>
    public const int ProbeSeconds = 2;
}
