using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.EnvFiles;

/// <summary>A variable of the env file that the compose files read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">For whoever fills in the file.</param>
/// <param name="IsAdded">Whether <c>init-secrets.sh</c> adds it when what it names is there.</param>
internal sealed record EnvVariable(string Name, string Description, bool IsAdded = false)
{
    /// <summary>The folder of the sources.</summary>
    public const string Source = "CODIESVIBE_SOURCE";

    /// <summary>Its value; without sources there is none, and compose says so before it does anything.</summary>
    public static string SourceFolder { get; } = Interpolation.Required(Source, $"set {Source} in .env to the folder of the sources that this file runs");

    /// <summary>The directory of the secret files.</summary>
    public const string SecretDirectory = "CODIESVIBE_SECRETS";

    private static readonly EnvVariable[] s_known =
    [
        new("CODIESVIBE_ENVIRONMENT", "Which environment this is: production or staging."),
        new("VERSION", "The version that runs, for the labels of the containers."),
        new(ServerDirectory.State.Variable, "The directory that says which slot is active. It outlives a release, so a server with several release directories keeps it outside of them."),
        new(ServerDirectory.Certificates.Variable, "The directory with fullchain.pem and privkey.pem, readable by uid 101. ./init-secrets.sh makes a self-signed pair in the default place."),
        new(SecretDirectory, "The directory of the secret files. ./init-secrets.sh fills it and then adds this line.", IsAdded: true),
        new(Source, "The folder of the sources, for docker-compose.dev.yml only. In a clone, ./init-secrets.sh adds this line.", IsAdded: true),
        new("WAIT_FOR", "What the product waits for before it starts. For the smallest system (docker-compose -f docker-compose.infra.yml up -d mongodb): mongodb"),
        new("WAIT_FOR_INFRA", "How long it waits for that, in seconds."),
        new("HEALTH_INTERVAL", "The time between two health probes. Left out, each service has its own."),
        new("HEALTH_TIMEOUT", "The time for one probe. Left out, each service has its own."),
        new("HEALTH_RETRIES", "Failed probes in a row until a service counts as unhealthy. Left out, each service has its own."),
        new("HEALTH_START_PERIOD", "The time to come up in which failed probes do not count. Left out, each service has its own."),
        new("RATE_LIMIT_WINDOW", "The window of the API's rate limit, in seconds."),
        new("RATE_LIMIT_MAX", "Requests of one client in that window."),
    ];

    /// <summary>The value of <c>file:</c> below the directory of the secrets, by a variable that is set when they are there.</summary>
    public static string SecretFile(string name) => $"{Interpolation.Required(SecretDirectory, "run ./init-secrets.sh first, see README.md")}/{name}";

    /// <summary>The variable that is set when the secret of the tunnel is there.</summary>
    public static string TunnelVariable(string secret) => $"{Interpolation.EnvironmentName(secret)}_FILE";

    /// <summary>The value of <c>file:</c> of a secret that only the tunnel needs.</summary>
    public static string TunnelFile(string secret) =>
        Interpolation.Required(TunnelVariable(secret), $"put it into the file {secret} beside the other secrets and run ./init-secrets.sh");

    /// <summary>The variable of that name, with what is known about it.</summary>
    public static EnvVariable Describe(SystemModel model, string name)
    {
        if (s_known.FirstOrDefault(variable => variable.Name == name) is { } known)
        {
            return known;
        }

        if (model.Services.FirstOrDefault(service => service.Facts.Build?.Variable == name) is { } service)
        {
            return new(name, $"The image of the service {service.Name}, by name and exact tag or digest.");
        }

        if (model.Secrets.FirstOrDefault(secret => TunnelVariable(secret.Name) == name) is { } secret)
        {
            return new(name, $"The file of the secret {secret.Name}, for docker-compose.cloudflare.yml only. ./init-secrets.sh adds this line when it is there.", IsAdded: true);
        }

        return new(name, "A parameter of the model.");
    }
}
