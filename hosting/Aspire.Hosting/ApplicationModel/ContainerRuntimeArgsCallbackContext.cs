namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a callback for the container engine's arguments works with.</summary>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments so far: texts, or values that are resolved afterwards.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>Ends the callback when the host stops.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
