using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>The containers that a person means by the name of a service.</summary>
internal static class ServiceSelection
{
    /// <param name="state">The server.</param>
    /// <param name="option">The option that has the name.</param>
    /// <param name="service">The name; of a service with slots, it means the one that serves.</param>
    /// <exception cref="DeploymentException">There is no such container: which ones there are.</exception>
    public static IReadOnlyList<ServerContainer> Find(ServerState state, string option, string service)
    {
        RequireContainers(state);
        var key = ApplicationServices.All.Contains(service) ? state.ActiveKey(service) : service;
        var found = state.ContainersOf(key).ToList();
        return found.Count > 0 ? found : throw new DeploymentException(
            $"There is no container of a service '{key}' here. {DeployOptions.Section}:{option} is one of {string.Join(", ", state.Containers.Select(container => container.Key).Distinct().Order(StringComparer.Ordinal))}.");
    }

    /// <exception cref="DeploymentException">There is none.</exception>
    public static void RequireContainers(ServerState state)
    {
        if (state.Containers.Count == 0)
        {
            throw new DeploymentException("There are no containers here. Deploy first: dotnet aspire deploy");
        }
    }
}
