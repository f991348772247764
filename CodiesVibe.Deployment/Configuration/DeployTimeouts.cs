namespace CodiesVibe.Deployment.Configuration;

/// <summary>How long each part of a deployment may take, in seconds.</summary>
public sealed record DeployTimeouts
{
    /// <summary>Until the server has accepted the connection.</summary>
    public int Connect { get; init; } = 30;

    /// <summary>Until a started service passes its health check.</summary>
    public int Containers { get; init; } = 300;

    /// <summary>Until every endpoint answers as it should after the switch.</summary>
    public int Endpoints { get; init; } = 120;

    /// <summary>For which every endpoint must go on answering as it should before the release is confirmed.</summary>
    public int Observation { get; init; } = 5;

    /// <summary>From the switch until the release must be confirmed; the server returns to the previous release by itself after it.</summary>
    public int Confirmation { get; init; } = 180;

    /// <summary>For requests that run when the edge switches.</summary>
    public int Drain { get; init; } = 30;

    /// <summary>Until one answer to a probe from outside is there.</summary>
    public int Probe { get; init; } = 10;

    /// <summary>The whole deployment.</summary>
    public int Deployment { get; init; } = 600;
}
