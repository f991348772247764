using Microsoft.Extensions.Configuration;

namespace CodiesVibe.ServiceDefaults;

/// <summary>Secrets mounted as files: the file <c>ConnectionStrings__redis</c> holds the value of <c>ConnectionStrings:redis</c>.</summary>
public static class SecretFiles
{
    /// <summary>Where container engines mount secrets.</summary>
    public const string DefaultDirectory = "/run/secrets";

    /// <summary>Reads the directory, if there is one. Its values override those of all sources added before.</summary>
    public static IConfigurationBuilder AddSecretFiles(this IConfigurationBuilder configuration, string directory = DefaultDirectory) =>
        configuration.AddKeyPerFile(directory, optional: true);
}
