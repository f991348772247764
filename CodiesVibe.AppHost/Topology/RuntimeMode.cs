namespace CodiesVibe.AppHost.Topology;

/// <summary>How the containers of production run.</summary>
internal enum RuntimeMode
{
    /// <summary>As processes on this machine: the installed server, else an embedded one.</summary>
    Processes,

    /// <summary>As containers; publishing always uses them.</summary>
    Containers,
}
