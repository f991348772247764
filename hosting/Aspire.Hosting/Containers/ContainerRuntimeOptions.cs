using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Containers;

/// <summary>Which container engine is used, and where it is.</summary>
/// <param name="Name"><c>docker</c> or <c>podman</c>; null for whichever there is.</param>
/// <param name="Address">Where it listens; null for where its client looks by itself.</param>
/// <param name="HostName">How containers call this machine; null for a name of our own.</param>
/// <param name="IsTunnelWanted">Whether the name is that of the official tunnel, which containers use by default.</param>
internal sealed record ContainerRuntimeOptions(string? Name, string? Address, string? HostName, bool IsTunnelWanted)
{
    private const string AddressVariable = "DOCKER_HOST";

    /// <summary>What the client and the engine of the application are to be told.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        Address is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [AddressVariable] = Address };

    /// <exception cref="DistributedApplicationException">A setting has no meaning.</exception>
    public static ContainerRuntimeOptions From(IConfiguration configuration)
    {
        const string Setting = "ASPIRE_CONTAINER_RUNTIME";
        var name = configuration[Setting] is { Length: > 0 } stated ? stated.ToLowerInvariant() : null;
        return name is null or "docker" or "podman"
            ? new(name, Text(AddressVariable), Text("AppHost:ContainerHostname"), configuration["ASPIRE_ENABLE_CONTAINER_TUNNEL"] is not { } wanted || !bool.TryParse(wanted, out var value) || value)
            : throw new DistributedApplicationException($"'{Setting}' is '{name}', but only 'docker' and 'podman' are known. Correct it, or leave it out.");

        string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;
    }
}
