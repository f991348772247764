namespace Aspire.Hosting;

/// <summary>A parameter is used and nobody has given it a value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>An error without a message.</summary>
    public MissingParameterValueException() { }

    /// <summary>An error with a message for the developer.</summary>
    public MissingParameterValueException(string message) : base(message) { }

    /// <summary>An error with a message for the developer and the exception that led to it.</summary>
    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException) { }
}
