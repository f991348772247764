using System.Globalization;
using CodiesVibe.Publishing.Compose;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Nginx;

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
    public static string SourceFolder { get; } = Interpolation.Required(Source, $"set {Source} in .env to the directory of the source code that this file runs");

    /// <summary>The directory of the secret files.</summary>
    public const string SecretDirectory = "CODIESVIBE_SECRETS";

    /// <summary>The names of the site.</summary>
    public const string SiteNames = "SITE_NAMES";

    /// <summary>What the names of containers, networks and volumes begin with, so that environments can share a host.</summary>
    public const string NamePrefix = "NAME_PREFIX";

    /// <summary>What the variables for ports of the host begin with.</summary>
    public const string PortPrefix = "PORT_";

    /// <summary>Variables that compose, every shell or these files read: a parameter of such a name would change what they do, or be changed by them.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
    [
        "COMPOSE_PROJECT_NAME", "COMPOSE_IGNORE_ORPHANS", "COMPOSE_FILE", "COMPOSE_PROFILES", "COMPOSE_ENV_FILES", "COMPOSE_PATH_SEPARATOR", "COMPOSE_CONVERT_WINDOWS_PATHS",
        "COMPOSE_HTTP_TIMEOUT", "COMPOSE_TLS_VERSION", "COMPOSE_API_VERSION", "COMPOSE_PARALLEL_LIMIT", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH",
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "OLDPWD", "LANG", "TERM", "HOSTNAME", "TMPDIR",
        "CODIESVIBE_ENVIRONMENT", "VERSION", NamePrefix, Source, SecretDirectory, SiteNames, ServerDirectory.State.Variable, ServerDirectory.Certificates.Variable,
        "WAIT_FOR", "WAIT_FOR_INFRA", "HEALTH_INTERVAL", "HEALTH_TIMEOUT", "HEALTH_RETRIES", "HEALTH_START_PERIOD",
    ];

    private static readonly EnvVariable[] s_known =
    [
        new("CODIESVIBE_ENVIRONMENT", "The name of this environment: production or staging."),
        new("VERSION", "The deployed version, for the labels of the containers."),
        new(NamePrefix, "What the names of containers, networks and volumes begin with, so that several environments can share a host. A change starts with empty volumes."),
        new(ServerDirectory.State.Variable, "The directory that records which slot is active. It outlives a release, so keep it outside the release directories."),
        new(ServerDirectory.Certificates.Variable, "The directory with fullchain.pem and privkey.pem, readable by uid 101. ./init-secrets.sh creates a self-signed certificate in the default directory."),
        new(SecretDirectory, "The directory of the secret files. ./init-secrets.sh fills it and then adds this line.", IsAdded: true),
        new(Source, "The directory of the source code that compose builds or mounts. For docker-compose.dev.yml, ./init-secrets.sh adds this line in a clone.", IsAdded: true),
        new(SiteNames, "The names of the site, separated by commas. Plain HTTP is redirected to HTTPS for these only. After a change, run ./init-secrets.sh and reload the edge."),
        new("WAIT_FOR", "The services that the product waits for before it starts."),
        new("WAIT_FOR_INFRA", "The maximum time to wait for these services, in seconds."),
        new("HEALTH_INTERVAL", "The time between two health checks. By default, each service has its own."),
        new("HEALTH_TIMEOUT", "The time limit of one health check. By default, each service has its own."),
        new("HEALTH_RETRIES", "The number of consecutive failed health checks that make a service unhealthy. By default, each service has its own."),
        new("HEALTH_START_PERIOD", "The time after a start in which failed health checks do not count. By default, each service has its own."),
        new("ALERT_EMAIL_TO", "Who is notified of alerts by e-mail: addresses, separated by commas. While it is empty, nobody is."),
        new("ALERT_EMAIL_FROM", "The sender of these e-mails."),
        new("ALERT_EMAIL_SMARTHOST", "The mail server that accepts them: host:port. It has to support STARTTLS."),
        new("ALERT_EMAIL_USER", "The user name there, with the password in secrets/smtp-password. While it is empty, there is no login."),
        new("FIRST_ADMIN_NAME", "The name of the admin who decides on submitted tools. The password is in secrets/first-admin-password."),
        new("RATE_LIMIT_WINDOW", "The window of the API's rate limit, in seconds."),
        new("RATE_LIMIT_MAX", "The number of requests that one client may send in that window."),
    ];

    /// <summary>The value of <c>file:</c> below the directory of the secrets, by a variable that is set when they are there.</summary>
    public static string SecretFile(string name) => $"{Interpolation.Required(SecretDirectory, "run ./init-secrets.sh first (see README.md)")}/{name}";

    /// <summary>The variable that is set when the secret of the tunnel is there.</summary>
    public static string TunnelVariable(string secret) => $"{Interpolation.EnvironmentName(secret)}_FILE";

    /// <summary>The value of <c>file:</c> of a secret that only the tunnel needs.</summary>
    public static string TunnelFile(string secret) =>
        Interpolation.Required(TunnelVariable(secret), $"write the secret to the file {secret} beside the other secrets and run ./init-secrets.sh");

    /// <summary>A name in the engine.</summary>
    public static string Named(string name) => $"{Interpolation.Optional(NamePrefix, "")}{name}";

    /// <summary>The variable for a port of the host.</summary>
    /// <param name="port">The port where the variable is not set.</param>
    public static string PortVariable(int port) => string.Create(CultureInfo.InvariantCulture, $"{PortPrefix}{port}");

    /// <summary>The variable of that name, with what is known about it.</summary>
    public static EnvVariable Describe(SystemModel model, string name)
    {
        if (s_known.FirstOrDefault(variable => variable.Name == name) is { } known)
        {
            if (name == "WAIT_FOR" && !MongoServer.IsExternalIn(model))
            {
                return known with { Description = $"{known.Description} Set it to {MongoServer.Name} for the smallest system (docker-compose -f {ComposeFile.Infrastructure.Path} up -d {MongoServer.Name})." };
            }

            // A manifest without production facts publishes no init-secrets.sh, so nothing adds the line.
            return known with { IsAdded = known.IsAdded && model.HasFacts };
        }

        if (model.Services.FirstOrDefault(service => service.Facts.Build?.Variable == name) is { } service)
        {
            return new(name, $"The image of the service {service.Name}, with an exact tag or digest.");
        }

        if (model.Services.FirstOrDefault(service => service.Facts.Published.Any(port => PortVariable(port.Host) == name)) is { } publisher)
        {
            return new(name, $"The port of the host on which {publisher.Name} is reached.{(name == PortVariable(EdgeProfile.TlsPort) ? " Plain HTTP is redirected to it. After a change, run ./init-secrets.sh and reload the edge." : "")}");
        }

        if (model.Secrets.FirstOrDefault(secret => TunnelVariable(secret.Name) == name) is { } secret)
        {
            return new(name, $"The file of the secret {secret.Name}, for docker-compose.cloudflare.yml only. ./init-secrets.sh adds this line when the file exists.", IsAdded: true);
        }

        return new(name, "A parameter of the model.");
    }
}
