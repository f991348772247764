namespace CodiesVibe.Publishing.Routing;

/// <summary>What is asked for on a route: that decides how often a client may ask, how long the answer is kept, and what errors look like.</summary>
public enum RouteKind
{
    /// <summary>The page and what belongs to it: asked for again each time, errors readable in a browser.</summary>
    Page,

    /// <summary>A part of the page with a hash of its content in its name: kept for good.</summary>
    Asset,

    /// <summary>Data; the API itself says whether an answer may be kept.</summary>
    Api,

    /// <summary>The state of the system, for machines: answered without TLS too, never kept.</summary>
    Health,
}
