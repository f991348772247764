using System.Diagnostics;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment;

/// <summary>
/// The right to change the server. The kernel of the server holds it for a process there, so it is free when that is gone: no lock outlives its owner.
/// A release or a restore that the owner has started keeps it until that has ended.
/// </summary>
internal sealed class DeploymentLock : IAsyncDisposable
{
    private const int Taken = 75;

    private readonly Process _holder;

    private DeploymentLock(Process holder) => _holder = holder;

    /// <summary>Ends a holder whose owner is out of reach, unless a release is being put into service or a backup restored.</summary>
    public static string Unlock =>
        """
        exec 9>> .lock
        if flock -n 9; then echo 'Nobody holds the lock.'; exit 0; fi
        cat .lock-owner 2> /dev/null || true
        name=$(cat activating 2> /dev/null || true)
        if [ -n "$name" ] && grep -qs . "/proc/$(cat "releases/$name/process")/cmdline"; then
            echo "Release $name is being put into service. It ends or returns by itself; try again in a few minutes." >&2
            exit 1
        fi
        if [ -e backups/restoring ] && read -r backup process < backups/restoring && grep -qs restore.sh "/proc/$process/cmdline"; then
            echo "$backup is being restored. That ends by itself; 'do status' shows it." >&2
            exit 1
        fi
        kill "$(sed -n 's/^process: //p' .lock-owner)"
        echo 'The lock is free now.'
        """;

    /// <summary>Takes the lock.</summary>
    /// <param name="directory">The directory that it is about.</param>
    /// <param name="owner">Who deploys.</param>
    /// <param name="version">What.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeploymentException">Somebody else has it: who, what, and since when.</exception>
    public static async Task<DeploymentLock> TakeAsync(DeploymentDirectory directory, string owner, string version, TimeProvider time, CancellationToken cancellationToken)
    {
        var holder = directory.Hold($"set -- {ShellText.Quote($"owner: {owner}\nversion: {version}\nsince: {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC")}\n{ServerScripts.Lock}");
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

    /// <summary>Starts a script on the server, which keeps the lock until it has ended.</summary>
    /// <param name="command">Its path below the directory, and its arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(string command, CancellationToken cancellationToken)
    {
        await _holder.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
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
