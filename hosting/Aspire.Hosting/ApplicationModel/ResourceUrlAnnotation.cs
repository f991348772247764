namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of the resource that is shown to people.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>Absolute; or, for an endpoint's address, relative to it.</summary>
    public required string Url { get; set; }

    /// <summary>Shown in place of the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that the address belongs to, if any.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Higher comes first.</summary>
    public int? DisplayOrder { get; set; }

    /// <summary>Where the dashboard shows it.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; } = UrlDisplayLocation.SummaryAndDetails;
}
