namespace Aspire.Hosting;

/// <summary>The application cannot be built, started or run; the message says what is wrong and what to do.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>An error without a message.</summary>
    public DistributedApplicationException() { }

    /// <summary>An error with a message for the developer.</summary>
    public DistributedApplicationException(string message) : base(message) { }

    /// <summary>An error with a message for the developer and the exception that led to it.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner) { }
}
