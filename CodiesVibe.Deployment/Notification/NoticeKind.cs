namespace CodiesVibe.Deployment.Notification;

/// <summary>What a notice is about.</summary>
internal enum NoticeKind
{
    /// <summary>A deployment or a rollback has ended well.</summary>
    Succeeded,

    /// <summary>A deployment or a rollback has failed.</summary>
    Failed,

    /// <summary>Somebody tries the channels.</summary>
    Test,
}
