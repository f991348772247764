using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>The order in which services are brought back: databases, backend, front end, edge, and monitoring last.</summary>
internal static class RecoveryOrder
{
    /// <summary>The containers in groups; each group relies on those before it. Slots that do not serve are in none, nor are gates, which have done their work.</summary>
    public static IReadOnlyList<IReadOnlyList<ServerContainer>> Of(ServerState state)
    {
        var monitoring = new ComposeDefinitions(state.ComposeFiles.GetValueOrDefault("docker-compose.infra.yml", ""), new(state.Env)).Keys;
        var idle = ApplicationServices.All.Select(state.IdleKey).ToList();
        return
        [
            .. state.Containers.Where(container => !idle.Contains(container.Key) && !container.IsGate)
                .GroupBy(container => Rank(container.Key)).OrderBy(group => group.Key)
                .Select(group => group.OrderBy(container => container.Name, StringComparer.Ordinal).ToList()),
        ];

        int Rank(string key) => key switch
        {
            _ when DatabaseServices.All.Contains(key) => 0,
            _ when key == state.ActiveKey("backend") => 1,
            _ when key == state.ActiveKey("frontend") => 2,
            _ when monitoring.Contains(key) => 4,
            _ => 3,
        };
    }
}
