namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to the environment that the resource is started with.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>For callbacks that do not wait for anything.</summary>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Called at each start, in the order of the annotations.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
