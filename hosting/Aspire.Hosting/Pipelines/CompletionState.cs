using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>How far a step or task is, and how it ended.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public enum CompletionState
{
    /// <summary>Still at work.</summary>
    InProgress,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended with something worth a look.</summary>
    CompletedWithWarning,

    /// <summary>Ended without its result; the pipeline fails.</summary>
    CompletedWithError,
}
