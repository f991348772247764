namespace Aspire.Hosting.ApplicationModel;

/// <summary>The colours that the dashboard gives to states of other names.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Something failed.</summary>
    public static readonly string Error = "error";

    /// <summary>For information.</summary>
    public static readonly string Info = "info";

    /// <summary>Needs attention.</summary>
    public static readonly string Warn = "warning";
}
