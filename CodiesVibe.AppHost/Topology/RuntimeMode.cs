namespace CodiesVibe.AppHost.Topology;

/// <summary>How the parts that are containers in production run.</summary>
internal enum RuntimeMode
{
    /// <summary>As processes of this machine: the installed server, else an embedded one.</summary>
    Processes,

    /// <summary>As containers, which publishing always means.</summary>
    Containers,
}
