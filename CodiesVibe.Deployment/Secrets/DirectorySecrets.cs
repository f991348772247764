namespace CodiesVibe.Deployment.Secrets;

/// <summary>A directory with a file for each secret, as a secret manager mounts one. A line end behind the value does not belong to it.</summary>
/// <param name="path">The directory.</param>
internal sealed class DirectorySecrets(string path) : ISecretSource
{
    public IReadOnlyDictionary<string, string> Read(IReadOnlyCollection<string> names)
    {
        // Names with a dot are the mount's own, for example ..data of Kubernetes.
        var given = Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)!).Where(name => name is not ['.', ..]).ToList();
        return given.Find(name => !names.Contains(name)) is { } unknown
            ? throw new DeploymentException($"The file '{Path.Combine(path, unknown)}' is not named like a secret. These are: {string.Join(", ", names.Order(StringComparer.Ordinal))}.")
            : given.ToDictionary(name => name, name => File.ReadAllText(Path.Combine(path, name)).TrimEnd('\r', '\n'), StringComparer.Ordinal);
    }
}
