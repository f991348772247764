using System.Runtime.InteropServices;

namespace CodiesVibe.DevServers;

/// <summary>A task that the first SIGTERM or SIGINT completes, for the server to await.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public StopSignals()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    /// <summary>Completes with the first signal.</summary>
    public Task Received => _received.Task;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true; // the server stops by itself
        _received.TrySetResult();
    }
}
