using System.Text.Json;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Containers;

/// <summary>What the application's engine says about the container engine.</summary>
/// <param name="Runtime">Its name, which is that of its client's program too.</param>
/// <param name="Problem">Why containers cannot run, with the remedy; null when they can.</param>
/// <param name="HostName">How containers call the machine, where they can by themselves.</param>
internal sealed record ContainerRuntimeHealth(string Runtime, string? Problem, string HostName)
{
    public static ContainerRuntimeHealth Parse(string printed)
    {
        var containers = JsonSerializer.Deserialize(printed, DcpJson.Default.JsonElement).GetProperty("containers");
        var name = containers.GetProperty("runtime").GetString()!;
        var problem = !containers.GetProperty("installed").GetBoolean()
            ? $"The container runtime '{name}' could not be found, so no container can run. Install it (https://docs.docker.com/engine/install) and start the application again."
            : !containers.GetProperty("running").GetBoolean()
                ? $"The container runtime '{name}' was found but appears to be unhealthy, so no container can run. Start it; the containers then start by themselves. {Reason(containers)}".TrimEnd()
                : null;
        return new(name, problem, containers.TryGetProperty("hostName", out var host) ? host.GetString()! : "host.docker.internal");
    }

    private static string Reason(JsonElement containers) =>
        containers.TryGetProperty("error", out var error) ? $"The error from the container runtime check was: {error.GetString()?.Trim()}" : "";
}
