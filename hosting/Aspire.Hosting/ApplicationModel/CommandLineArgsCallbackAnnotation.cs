namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to the arguments that the resource is started with.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>For callbacks that only need the arguments.</summary>
    public CommandLineArgsCallbackAnnotation(Action<IList<object>> callback)
        : this(context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Called at each start, in the order of the annotations.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
