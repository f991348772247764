using System.Diagnostics;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment;

/// <summary>
/// The right to change the server. The kernel of the server holds it for a process there, so it is free when that is gone: no lock outlives its owner.
/// An activation that the owner has started keeps it until it has ended.
/// </summary>
internal sealed class DeploymentLock : IAsyncDisposable
{
    private const int Taken = 75;

    private readonly Process _holder;

    private DeploymentLock(Process holder) => _holder = holder;

    /// <summary>Ends a holder whose owner is out of reach, unless an activation is in progress.</summary>
    public static string Unlock =>
        """
        exec 9>> .lock
        if flock -n 9; then echo 'Nobody holds the lock.'; exit 0; fi
        cat .lock-owner 2> /dev/null || true
        name=$(cat activating 2> /dev/null || true)
        if [ -n "$name" ] && kill -0 "$(cat "releases/$name/process")" 2> /dev/null; then
            echo "Release $name is being put into service. It ends or returns by itself; try again in a few minutes." >&2
            exit 1
        fi
        kill "$(sed -n 's/^process: //p' .lock-owner)"
        echo 'The lock is free now.'
        """;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="DeploymentException">Somebody else has it: who, what, and since when.</exception>
    public static async Task<DeploymentLock> TakeAsync(SshServer server, DeployOptions options, string owner, CancellationToken cancellationToken)
    {
        var who = $"owner: {owner}\nversion: {options.Version}\nsince: {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC";
        var directory = ShellText.QuotePath(options.Directory);
        var holder = server.Hold($"mkdir -p {directory}; cd {directory}; set -- {ShellText.Quote(who)}\n{ServerScripts.Lock}");
        if (await holder.StandardOutput.ReadLineAsync(cancellationToken) == "locked")
        {
            return new(holder);
        }

        var errors = await holder.StandardError.ReadToEndAsync(cancellationToken);
        await holder.WaitForExitAsync(cancellationToken);
        throw new DeploymentException(holder.ExitCode == Taken
            ? $"Another deployment is in progress:\n  {errors.Trim().ReplaceLineEndings("\n  ")}\nWait for its end. If its owner is gone: dotnet aspire do unlock"
            : $"The lock could not be taken: {errors.Trim()}");
    }

    /// <summary>Starts an activation on the server.</summary>
    public async Task ActivateAsync(string release, bool isRollback, CancellationToken cancellationToken)
    {
        await _holder.StandardInput.WriteLineAsync($"{(isRollback ? "rollback" : "activate")} {release}".AsMemory(), cancellationToken);
        await _holder.StandardInput.FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _holder.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _holder.Kill(entireProcessTree: true);
        }

        _holder.Dispose();
    }
}
