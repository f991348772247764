namespace CodiesVibe.Deployment.Notification;

/// <summary>A way to tell people.</summary>
internal interface INotificationChannel
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Sends a notice once.</summary>
    /// <exception cref="NotificationException">It was not accepted: why, without anything secret.</exception>
    Task SendAsync(Notice notice, CancellationToken cancellationToken);
}
