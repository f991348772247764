using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Aspire.Hosting.Backchannel;

/// <summary>The connection of one client. It ends when the calls that are at work have their answers, so that a call may ask for the end.</summary>
internal sealed class RpcConnection(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    /// <summary>How long a call may hold up the end of the application.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<RequestId> unanswered = [];
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ending;

    /// <summary>Waits for the answers, a moment at most, and ends the connection.</summary>
    public async Task EndAsync()
    {
        lock (gate)
        {
            ending = true;
            CompleteIfIdle();
        }

        await idle.Task.WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override ValueTask<JsonRpcMessage> DispatchRequestAsync(JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        // The reading of streams, which may never end, is the library's own affair and has other names.
        if (request.IsResponseExpected && request.Method?.StartsWith('$') == false)
        {
            lock (gate)
            {
                unanswered.Add(request.RequestId);
            }
        }

        return base.DispatchRequestAsync(request, targetMethod, cancellationToken);
    }

    protected override void OnResponseSent(JsonRpcMessage response)
    {
        base.OnResponseSent(response);
        if (response is IJsonRpcMessageWithId { RequestId: var id })
        {
            lock (gate)
            {
                unanswered.Remove(id);
                CompleteIfIdle();
            }
        }
    }

    private void CompleteIfIdle()
    {
        if (ending && unanswered.Count == 0)
        {
            idle.TrySetResult();
        }
    }
}
