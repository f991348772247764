using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>Makes results of prompts.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public static class InteractionResult
{
    /// <summary>The result of a prompt that was answered.</summary>
    public static InteractionResult<T> Ok<T>(T result) => new(result, canceled: false);

    /// <summary>The result of a prompt that was closed without an answer.</summary>
    public static InteractionResult<T> Cancel<T>(T? data = default) => new(data, canceled: true);
}

/// <summary>What came of a prompt.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public class InteractionResult<T>
{
    internal InteractionResult(T? data, bool canceled)
    {
        Data = data;
        Canceled = canceled;
    }

    /// <summary>The answer; of no use when <see cref="Canceled"/>.</summary>
    public T? Data { get; }

    /// <summary>Whether the user closed the prompt without an answer.</summary>
    [MemberNotNullWhen(false, nameof(Data))]
    public bool Canceled { get; }
}
