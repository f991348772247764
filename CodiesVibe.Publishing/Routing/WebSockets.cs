namespace CodiesVibe.Publishing.Routing;

/// <summary>
/// The only WebSockets behind the edge: those of the development server of the page. It leaves every other handshake without an answer, so
/// the edge takes any other for an ordinary request.
/// </summary>
public static class WebSockets
{
    /// <summary>Where they begin.</summary>
    public const string Path = "/";

    /// <summary>The protocols that they ask for.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["vite-hmr", "vite-ping"];
}
