using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Planning;

/// <summary>A port that a service publishes and a program outside the deployment listens on.</summary>
/// <param name="Service">The service.</param>
/// <param name="Holder">Who listens there.</param>
public sealed record PortConflict(string Service, Listener Holder)
{
    /// <summary>Who has the port, in words.</summary>
    public string Description => Holder switch
    {
        { IsContainer: true } => $"port {Holder.Port}, which {Service} publishes, is published by a container of something else; 'docker ps --filter publish={Holder.Port}' on the server names it",
        { Program: { } program } => $"port {Holder.Port}, which {Service} publishes, is held by '{program}' (process {Holder.Process})",
        _ => $"port {Holder.Port}, which {Service} publishes, is held by a program of another user; 'sudo ss -ltnp' on the server names it",
    };

    /// <summary>Whether the deployment can end the holder when it is told to.</summary>
    public bool CanBeFreed => Holder is { IsContainer: false, Process: not null };

    /// <summary>Finds the conflicts of the services that would start: those whose containers do not run.</summary>
    internal static IEnumerable<PortConflict> Find(ComposeDefinitions definitions, ServerState state) =>
        from key in definitions.Keys.Where(key => !definitions.IsOptional(key) && state.ContainersOf(key).All(container => container.Status != "running")).Order(StringComparer.Ordinal)
        from port in definitions.PublishedPorts(key)
        let holder = state.Listeners.FirstOrDefault(listener => listener.Occupies(port.Address, port.Port))
        where holder is not null
        select new PortConflict(key, holder);
}
