namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where the dashboard shows an address.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the list of resources and in the details.</summary>
    SummaryAndDetails,

    /// <summary>In the details only.</summary>
    DetailsOnly,
}
