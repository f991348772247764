namespace CodiesVibe.Deployment.Secrets;

/// <summary>Environment variables: <c>CODIESVIBE_SECRET_MONGODB_PASSWORD</c> for <c>mongodb-password</c>.</summary>
/// <param name="variables">All variables.</param>
internal sealed class EnvironmentSecrets(IReadOnlyDictionary<string, string> variables) : ISecretSource
{
    private const string Prefix = "CODIESVIBE_SECRET_";

    public IReadOnlyDictionary<string, string> Read(IReadOnlyCollection<string> names)
    {
        var known = names.ToDictionary(Variable, StringComparer.Ordinal);
        var given = variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        return given.FirstOrDefault(variable => !known.ContainsKey(variable.Key)).Key is { } unknown
            ? throw new DeploymentException($"The environment variable {unknown} does not name a secret. These do: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.")
            : given.ToDictionary(variable => known[variable.Key], variable => variable.Value, StringComparer.Ordinal);
    }

    private static string Variable(string name) => Prefix + name.Replace('-', '_').ToUpperInvariant();
}
