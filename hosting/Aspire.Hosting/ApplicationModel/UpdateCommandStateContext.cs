namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the state of a command is decided from.</summary>
public class UpdateCommandStateContext
{
    /// <summary>What the resource is like now.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }
}
