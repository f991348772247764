namespace Aspire.Hosting.ApplicationModel;

/// <summary>The answer to the request of an HTTP command.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The instance that the command was called on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that the request went to.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>The answer.</summary>
    public required HttpResponseMessage Response { get; init; }

    /// <summary>Ends the command.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
