namespace Aspire.Hosting.ApplicationModel;

/// <summary>When an image is fetched from its registry.</summary>
public enum ImagePullPolicy
{
    /// <summary>As the container engine does by itself: when it is missing.</summary>
    Default = 0,

    /// <summary>Before every container.</summary>
    Always,

    /// <summary>When it is missing.</summary>
    Missing,

    /// <summary>Never: it has to be there.</summary>
    Never,
}
