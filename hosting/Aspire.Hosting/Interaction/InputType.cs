using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Kind of value that an <see cref="InteractionInput"/> asks for.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public enum InputType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>One line of text that is not shown while it is typed.</summary>
    SecretText,

    /// <summary>One of several values.</summary>
    Choice,

    /// <summary>A checkbox.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}
