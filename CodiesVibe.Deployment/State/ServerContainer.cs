using System.Text.Json;

namespace CodiesVibe.Deployment.State;

/// <summary>A container of the deployment.</summary>
/// <param name="Key">The key of its service in the compose files.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">The image that it was created from, by name.</param>
/// <param name="Status">The engine's word: <c>running</c>, <c>exited</c> and so on.</param>
/// <param name="Health"><c>healthy</c>, <c>unhealthy</c>, <c>starting</c>; null without a health check.</param>
/// <param name="ExitCode">Of its last run.</param>
/// <param name="Restarts">How often the engine restarted it.</param>
/// <param name="Version">The version that its label states; null without one.</param>
public sealed record ServerContainer(string Key, string Name, string Image, string Status, string? Health, int ExitCode, int Restarts, string? Version)
{
    /// <summary>The networks that it is on, with the names that others reach it by there.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Networks { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether it does what it is there for: it runs and is exactly healthy where it has a health check, or it is a gate that was passed.</summary>
    public bool IsWell => Status == "running" ? Health is null or "healthy" : Status == "exited" && ExitCode == 0 && IsGate;

    /// <summary>Whether it waits for others, and ends.</summary>
    public bool IsGate => Key.StartsWith("wait-for-infra", StringComparison.Ordinal);

    /// <summary>Whether something is wrong with it. The first health check may still be to come.</summary>
    public bool IsIll => !IsWell && Condition != "starting";

    /// <summary>For people.</summary>
    public string Condition => Status switch
    {
        "running" => Health ?? "running",
        "exited" => $"exited with code {ExitCode}",
        _ => Status,
    };

    /// <param name="json">What <c>docker inspect</c> prints about it.</param>
    internal static ServerContainer Parse(string json)
    {
        var inspected = JsonSerializer.Deserialize<Inspected>(json)!;
        return new(
            inspected.Config.Labels.GetValueOrDefault("com.docker.compose.service", ""),
            inspected.Name.TrimStart('/'),
            inspected.Config.Image,
            inspected.State.Status,
            inspected.State.Health?.Status,
            inspected.State.ExitCode,
            inspected.RestartCount,
            inspected.Config.Labels.GetValueOrDefault("codiesvibe.version"))
        {
            Networks = (inspected.NetworkSettings?.Networks ?? []).ToDictionary(network => network.Key, network => (IReadOnlyList<string>)(network.Value.Aliases ?? []), StringComparer.Ordinal),
        };
    }

    // The parts of an inspected container that count here, by the engine's names.
    private sealed record Inspected(string Name, int RestartCount, InspectedConfig Config, InspectedState State, InspectedNetworks? NetworkSettings);

    private sealed record InspectedConfig(string Image, Dictionary<string, string> Labels);

    private sealed record InspectedState(string Status, int ExitCode, InspectedHealth? Health);

    private sealed record InspectedNetworks(Dictionary<string, InspectedNetwork>? Networks);

    private sealed record InspectedNetwork(List<string>? Aliases);

    private sealed record InspectedHealth(string Status);
}
