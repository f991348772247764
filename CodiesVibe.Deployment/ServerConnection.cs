using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment;

/// <summary>The server as the steps of one command share it: the connection, the lock, and what is kept there.</summary>
/// <param name="options">Where it is.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerConnection(DeployOptions options, Action<string> report, TimeProvider time) : IAsyncDisposable
{
    private SshServer? _server;
    private DeploymentLock? _lock;
    private Activator? _activator;

    /// <summary>Who runs the command.</summary>
    public static string Owner { get; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The server.</summary>
    public SshServer Server => _server ?? throw new InvalidOperationException("No step has connected to the server.");

    /// <summary>The directory of the deployment.</summary>
    public DeploymentDirectory Directory => new(Server, options.Directory);

    /// <summary>What became of releases.</summary>
    public ReleaseJournal Journal => new(Directory, Owner, time);

    /// <summary>The lock.</summary>
    public DeploymentLock Lock => _lock ?? throw new InvalidOperationException("No step has taken the lock.");

    /// <summary>Puts releases into service.</summary>
    public Activator Activator => _activator ?? throw new InvalidOperationException("No step has taken the lock.");

    /// <summary>Connects to the server and looks for what a deployment needs there.</summary>
    /// <exception cref="DeploymentException">It cannot be reached, or lacks something: what to do.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _server = await SshServer.ConnectAsync(options, cancellationToken);
        await _server.RequireAsync(
            $"The server {options.Host} cannot run the deployment.",
            """
            docker version > /dev/null || { echo 'The Docker engine does not answer. Start it, or add the user to the group docker.'; exit 1; }
            docker compose version > /dev/null 2>&1 || docker-compose version > /dev/null 2>&1 || { echo 'Neither docker compose nor docker-compose is installed.'; exit 1; }
            for tool in flock setsid timeout awk sha256sum tar; do
                command -v $tool > /dev/null || { echo "$tool is not installed."; exit 1; }
            done
            """,
            cancellationToken);
        report($"Connected to {options.Host}");
    }

    /// <summary>Takes the lock, and ends an activation that was interrupted.</summary>
    /// <exception cref="DeploymentException">Somebody else deploys: who, what, and since when.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        _lock = await DeploymentLock.TakeAsync(Directory, Owner, options.Version, time, cancellationToken);
        _activator = new(Directory, _lock, report);
        var interrupted = (await Directory.RequireAsync("The directory cannot be read.", "cat activating 2> /dev/null || true", cancellationToken)).Trim();
        if (interrupted.Length > 0)
        {
            // The name of a release begins with its number, that of another change is its command.
            var (what, script) = char.IsDigit(interrupted[0]) ? ($"Release {interrupted}", "release") : ($"The command '{interrupted}'", interrupted);
            report($"{what} was interrupted. Ending that first");
            await Directory.RequireAsync(
                $"{what} could not be undone.",
                $"sh releases/{interrupted}/{script}.sh recover || {{ tail -n 20 releases/{interrupted}/log; exit 1; }}", cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
