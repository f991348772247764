namespace Aspire.Hosting.Eventing;

/// <summary>Whether handlers run one after the other and whether the publisher waits for them.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; the publisher waits.</summary>
    BlockingSequential,

    /// <summary>Side by side; the publisher waits.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; the publisher goes on.</summary>
    NonBlockingSequential,

    /// <summary>Side by side; the publisher goes on.</summary>
    NonBlockingConcurrent,
}
