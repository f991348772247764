namespace CodiesVibe.Deployment.Notification;

/// <summary>A channel did not accept a notice.</summary>
/// <param name="message">Why, without anything secret.</param>
/// <param name="isTransient">Whether it may be accepted later.</param>
internal sealed class NotificationException(string message, bool isTransient) : Exception(message)
{
    /// <summary>Whether it may be accepted later.</summary>
    public bool IsTransient { get; } = isTransient;
}
