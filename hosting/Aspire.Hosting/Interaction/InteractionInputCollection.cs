using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>The inputs of one dialog, in order and by name.</summary>
[Experimental(InteractionService.DiagnosticId, UrlFormat = InteractionService.DiagnosticUrl)]
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly OrderedDictionary<string, InteractionInput> inputs = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="inputs">The inputs, names unique without regard to case.</param>
    /// <exception cref="InvalidOperationException">A name occurs twice.</exception>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs)
    {
        foreach (var input in inputs)
        {
            if (!this.inputs.TryAdd(input.Name, input))
            {
                throw new InvalidOperationException($"Two inputs have the name '{input.Name}'. Give each a name of its own.");
            }
        }
    }

    /// <summary>Number of inputs.</summary>
    public int Count => inputs.Count;

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Names => inputs.Keys;

    /// <summary>The input at a position, from 0.</summary>
    public InteractionInput this[int index] => inputs.GetAt(index).Value;

    /// <summary>The input of a name.</summary>
    /// <exception cref="KeyNotFoundException">No input has that name.</exception>
    public InteractionInput this[string name] =>
        TryGetByName(name, out var input) ? input : throw new KeyNotFoundException($"There is no input named '{name}'.");

    /// <summary>Looks up an input by its name.</summary>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input) => inputs.TryGetValue(name, out input);

    /// <summary>Whether an input has that name.</summary>
    public bool ContainsName(string name) => inputs.ContainsKey(name);

    /// <inheritdoc/>
    public IEnumerator<InteractionInput> GetEnumerator() => inputs.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
