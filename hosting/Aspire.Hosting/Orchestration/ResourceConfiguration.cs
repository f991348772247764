namespace Aspire.Hosting.Orchestration;

/// <summary>What a resource is started with.</summary>
/// <param name="Arguments">Its arguments, in order.</param>
/// <param name="Environment">The variables that the model sets.</param>
internal sealed record ResourceConfiguration(
    IReadOnlyList<ResolvedValue> Arguments, IReadOnlyDictionary<string, ResolvedValue> Environment)
{
    /// <summary>The secrets among the values.</summary>
    public IEnumerable<string> Secrets => Arguments.Concat(Environment.Values).Where(v => v.IsSensitive && v.Text.Length > 0).Select(v => v.Text);
}

/// <param name="Text">The value; may hold the engine's templates.</param>
/// <param name="IsSensitive">Whether a secret is part of it.</param>
internal sealed record ResolvedValue(string Text, bool IsSensitive);
