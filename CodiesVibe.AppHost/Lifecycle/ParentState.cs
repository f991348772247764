namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>A part of a program has the state of that program. Aspire does so for parts of containers only; other parts stay <c>Unknown</c>, and whoever waits for them waits for ever.</summary>
internal static class ParentState
{
    /// <summary>Lets the resource follow its parent from state to state.</summary>
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
