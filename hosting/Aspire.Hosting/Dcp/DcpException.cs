namespace Aspire.Hosting.Dcp;

/// <summary>The engine refused a request, or cannot be reached.</summary>
/// <param name="code">The HTTP status code; 0 when there was no answer.</param>
/// <param name="reason">The engine's word for it, such as <c>NotFound</c>.</param>
/// <param name="message">What was asked, and what the engine says.</param>
/// <param name="inner">What broke the connection.</param>
internal sealed class DcpException(int code, string reason, string message, Exception? inner = null)
    : DistributedApplicationException(message, inner!)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public bool IsNotFound => Code == 404;

    /// <summary>There was no answer: the engine is gone, or hangs.</summary>
    public bool IsUnreachable => Code == 0;
}
