using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a probe is asked for.</summary>
[Experimental("ASPIREPROBES001")]
public enum ProbeType
{
    /// <summary>Whether the resource has finished starting.</summary>
    Startup,

    /// <summary>Whether it can take requests.</summary>
    Readiness,

    /// <summary>Whether it has to be restarted.</summary>
    Liveness,
}
