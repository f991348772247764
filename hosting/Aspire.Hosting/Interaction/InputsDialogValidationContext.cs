using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>The values of a dialog that is about to be accepted.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public sealed class InputsDialogValidationContext
{
    /// <summary>The inputs with the values that the user gave.</summary>
    public required InteractionInputCollection Inputs { get; init; }

    /// <summary>Cancelled when the question is taken back.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    internal bool HasErrors { get; private set; }

    /// <summary>Refuses the value of an input.</summary>
    /// <param name="input">One of <see cref="Inputs"/>.</param>
    /// <param name="errorMessage">Shown at the input; says what to do.</param>
    public void AddValidationError(InteractionInput input, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(errorMessage);
        input.ValidationErrors.Add(errorMessage);
        HasErrors = true;
    }
}
