namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Gives a child resource the state of its parent. Aspire does so for children of containers only; others stay <c>Unknown</c>, and resources that wait for them wait for ever.</summary>
internal static class ParentState
{
    /// <summary>The resource takes each state of its parent.</summary>
    public static IResourceBuilder<T> WithStateOfParent<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithParent =>
        builder.OnInitializeResource(async (part, start, cancellationToken) =>
        {
            await foreach (var change in start.Notifications.WatchAsync(cancellationToken))
            {
                if (change.Resource == part.Parent)
                {
                    var parent = change.Snapshot;
                    await start.Notifications.PublishUpdateAsync(part, snapshot => snapshot with
                    {
                        State = parent.State,
                        StartTimeStamp = parent.StartTimeStamp,
                        StopTimeStamp = parent.StopTimeStamp,
                    });
                }
            }
        });
}
