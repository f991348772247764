namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the application waits.</summary>
public class ResourceNotificationServiceOptions
{
    /// <summary>For waits that do not say it themselves.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
