namespace CodiesVibe.Deployment.Probing;

/// <summary>What came back for one request.</summary>
/// <param name="Status">The HTTP status; null where nothing came back.</param>
/// <param name="Time">How long it took, with the connection.</param>
/// <param name="Fault">Why nothing came back; null where something did.</param>
internal sealed record SiteAnswer(int? Status, TimeSpan Time, string? Fault)
{
    /// <summary>The version that the body states; null where it states none.</summary>
    public string? Version { get; init; }

    /// <summary>Where it leads; null where it leads nowhere else.</summary>
    public Uri? Location { get; init; }

    /// <summary>Whether Cloudflare answered, for the site or in its place.</summary>
    public bool IsFromCloudflare { get; init; }
}
