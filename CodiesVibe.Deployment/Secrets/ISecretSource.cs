namespace CodiesVibe.Deployment.Secrets;

/// <summary>A place that secrets are kept in outside the server.</summary>
public interface ISecretSource
{
    /// <summary>Reads what it has.</summary>
    /// <param name="names">The names of all secrets that there are.</param>
    /// <returns>The values by name; a secret that it does not have is absent.</returns>
    /// <exception cref="DeploymentException">A value cannot be read, or a name is unknown.</exception>
    IReadOnlyDictionary<string, string> Read(IReadOnlyCollection<string> names);
}
