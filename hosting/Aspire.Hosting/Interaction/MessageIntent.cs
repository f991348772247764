using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>What a message is about.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public enum MessageIntent
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>Something worked.</summary>
    Success = 1,

    /// <summary>Something needs attention.</summary>
    Warning = 2,

    /// <summary>Something failed.</summary>
    Error = 3,

    /// <summary>Something to know.</summary>
    Information = 4,

    /// <summary>A question.</summary>
    Confirmation = 5,
}
