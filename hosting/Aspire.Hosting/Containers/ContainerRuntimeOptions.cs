using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Containers;

/// <summary>Which container engine is used, and where it is.</summary>
/// <param name="Name"><c>docker</c> or <c>podman</c>; null for whichever there is.</param>
/// <param name="Environment">Variables for its client and for the engine of the application: where it listens, and the client's own settings and plug-ins.</param>
/// <param name="HostName">How containers call this machine; null for a name of our own.</param>
/// <param name="IsTunnelWanted">Whether the name is that of the official tunnel, which containers use by default.</param>
internal sealed record ContainerRuntimeOptions(string? Name, IReadOnlyDictionary<string, string?> Environment, string? HostName, bool IsTunnelWanted)
{
    private static readonly string[] Variables = ["DOCKER_HOST", "DOCKER_CONFIG"];

    /// <exception cref="DistributedApplicationException">A setting has no meaning.</exception>
    public static ContainerRuntimeOptions From(IConfiguration configuration)
    {
        const string Setting = "ASPIRE_CONTAINER_RUNTIME";
        var name = configuration[Setting] is { Length: > 0 } stated ? stated.ToLowerInvariant() : null;
        return name is null or "docker" or "podman"
            ? new(name, Variables.Where(v => Text(v) is not null).ToDictionary(v => v, Text), Text("AppHost:ContainerHostname"), configuration["ASPIRE_ENABLE_CONTAINER_TUNNEL"] is not { } wanted || !bool.TryParse(wanted, out var value) || value)
            : throw new DistributedApplicationException($"'{Setting}' is '{name}', but only 'docker' and 'podman' are known. Correct it, or leave it out.");

        string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;
    }
}
