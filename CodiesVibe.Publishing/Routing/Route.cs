namespace CodiesVibe.Publishing.Routing;

/// <summary>One row of the route table.</summary>
/// <param name="Path">An exact path, or with <c>/**</c> at the end that path and everything below it; in any case of letters. The most specific row wins.</param>
/// <param name="Target">Who answers.</param>
/// <param name="Kind">What is asked for here.</param>
public sealed record Route(string Path, RouteTarget Target, RouteKind Kind = RouteKind.Page)
{
    private const string Below = "/**";

    /// <summary>How long a server behind the edge may be silent, in seconds: for a health path its whole budget.</summary>
    public int SilenceSeconds { get; init; } = 30;

    /// <summary>Whether the world learns the status only, and not what it is made of.</summary>
    public bool HidesDetail { get; init; }

    /// <summary>Whether the frontend's page is served where the target fails: it does not answer, or with a 5xx.</summary>
    public bool FallsBackToPage { get; init; }

    /// <summary>Whether it means everything below the path too.</summary>
    public bool IsPrefix => Path.EndsWith(Below, StringComparison.Ordinal);

    /// <summary>The path itself, without a slash at the end; empty for the root.</summary>
    public string Root => IsPrefix ? Path[..^Below.Length] : Path;
}
