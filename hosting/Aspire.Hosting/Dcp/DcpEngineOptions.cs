namespace Aspire.Hosting.Dcp;

/// <summary>How an engine is started.</summary>
/// <param name="EnginePath">The engine's program, see <see cref="DcpLocator.FindEngine"/>.</param>
internal sealed record DcpEngineOptions(string EnginePath)
{
    /// <summary>How long the engine may take until its API answers; usually it takes 0.3 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The engine stops everything when this process ends, however it ends.</summary>
    public int MonitoredProcess { get; init; } = System.Environment.ProcessId;

    /// <summary>
    /// Changes to our own environment for the engine and so for every executable that inherits it; a null value
    /// removes a variable.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary><c>docker</c> or <c>podman</c>; null for whichever the engine finds.</summary>
    public string? ContainerRuntime { get; init; }
}
