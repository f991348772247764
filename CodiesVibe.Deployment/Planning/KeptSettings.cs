using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Planning;

/// <summary>Settings that stay as the first deployment made them: they say whose the directory is, and what its data is called.</summary>
internal static class KeptSettings
{
    private static readonly string[] s_names = ["COMPOSE_PROJECT_NAME", "NAME_PREFIX"];

    /// <param name="before">The env file on the server.</param>
    /// <param name="after">The env file of the release.</param>
    /// <exception cref="DeploymentException">One of them would change.</exception>
    public static void Require(EnvFile before, EnvFile after)
    {
        if (before["CODIESVIBE_ENVIRONMENT"] is { } environment && environment != after["CODIESVIBE_ENVIRONMENT"])
        {
            throw new DeploymentException($"The directory on the server is that of the environment '{environment}'. Set Deploy:Directory to another one for '{after["CODIESVIBE_ENVIRONMENT"]}'.");
        }

        if (s_names.FirstOrDefault(name => before[name] != after[name]) is { } changed)
        {
            throw new DeploymentException(
                $"{changed} is '{before[changed]}' on the server and cannot become '{after[changed]}': the volumes with the data are found by it. Leave it as it is, or set Deploy:Directory to another directory.");
        }
    }
}
