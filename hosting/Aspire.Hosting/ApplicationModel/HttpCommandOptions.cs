namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command that sends an HTTP request is shown and what it sends.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>POST when left out.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Changes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Makes the command's result from the answer.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }
}
