namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>As an outline.</summary>
    Regular,

    /// <summary>As a filled shape.</summary>
    Filled,
}
