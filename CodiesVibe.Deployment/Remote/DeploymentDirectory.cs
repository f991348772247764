using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Remote;

/// <summary>The directory of the deployment on the server.</summary>
/// <param name="server">The server.</param>
/// <param name="path">The directory, absolute or below <c>~/</c>.</param>
internal sealed class DeploymentDirectory(SshServer server, string path)
{
    /// <summary>For scripts: the compose that the server has.</summary>
    public const string Compose =
        """
        if docker compose version > /dev/null 2>&1; then compose() { docker compose "$@"; }; else compose() { docker-compose "$@"; }; fi

        """;

    /// <summary>For scripts: <c>container KEY</c> prints the id of a running container of the project.</summary>
    public const string Container =
        """
        project=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' .env)
        container() { docker ps --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" | head -n 1; }

        """;

    /// <summary>Runs a script in the directory.</summary>
    /// <exception cref="DeploymentException">The connection is lost.</exception>
    public Task<RemoteResult> RunAsync(string script, CancellationToken cancellationToken) => server.RunAsync(InDirectory(script), cancellationToken);

    /// <summary>Runs a script in the directory that has to succeed.</summary>
    /// <param name="fault">What it means where it fails, in a sentence.</param>
    /// <param name="script">The script.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="DeploymentException">It failed.</exception>
    public Task<string> RequireAsync(string fault, string script, CancellationToken cancellationToken, Stream? input = null) =>
        server.RequireAsync(fault, InDirectory(script), cancellationToken, input);

    /// <summary>Starts a script that runs as long as its standard input is open; the directory is created where it is missing.</summary>
    public System.Diagnostics.Process Hold(string script) => server.Hold($"mkdir -p {ShellText.QuotePath(path)}\n{InDirectory(script)}");

    /// <summary>Reads what there is.</summary>
    public async Task<ServerState> ReadStateAsync(CancellationToken cancellationToken) => ServerState.Parse(await server.RequireAsync(
        "The state of the server cannot be read.", $"cd {ShellText.QuotePath(path)} 2> /dev/null || cd /\n{ServerScripts.Inspect}", cancellationToken));

    private string InDirectory(string script) => $"cd {ShellText.QuotePath(path)}\n{script}";
}
