using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel.Publish;

/// <summary>
/// The CLI that a pipeline reports to. It says when it listens, which it never does when it only lists the steps, and asks the program
/// to end once it has heard everything.
/// </summary>
internal sealed class CliAudience(IHostApplicationLifetime lifetime)
{
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It listens from now on.</summary>
    public void Arrive() => listening.TrySetResult();

    /// <summary>Does the work while the CLI listens: not before, and no further than to its end. Without it there is no work.</summary>
    public async Task AttendAsync(Func<Task> work)
    {
        var left = new TaskCompletionSource();
        using var leaves = lifetime.ApplicationStopping.Register(left.SetResult);
        if (await Task.WhenAny(listening.Task, left.Task).ConfigureAwait(false) != listening.Task)
        {
            return;
        }

        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DistributedApplicationException)
        {
            // The CLI has been told and has an exit code for it, which it gives only when ours is 0.
        }
        finally
        {
            await left.Task.ConfigureAwait(false);
        }
    }
}
