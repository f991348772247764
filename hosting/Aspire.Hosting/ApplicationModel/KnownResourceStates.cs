namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the host gives to resources; the dashboard knows them by these texts.</summary>
public static class KnownResourceStates
{
    /// <summary>Not shown to people.</summary>
    public static readonly string Hidden = nameof(Hidden);

    /// <summary>About to run.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Running.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The container engine is away.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>About to end.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>A container has ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>A process has ended.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>Waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Starts when it is asked to.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Is being built.</summary>
    internal static readonly string Building = nameof(Building);

    /// <summary>Its image is being fetched.</summary>
    internal static readonly string Pulling = nameof(Pulling);

    /// <summary>A parameter that nobody has given a value.</summary>
    internal static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>The states in which nothing runs any more.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
