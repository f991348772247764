using Polly;
using Polly.Retry;

namespace CodiesVibe.Deployment.Notification;

/// <summary>Sends notices on all channels at once, on each with three attempts. A channel that fails is reported and stops nothing.</summary>
/// <param name="channels">The channels.</param>
/// <param name="report">Told of the result of each.</param>
/// <param name="patience">How long one attempt may take; 10 s when left out.</param>
/// <param name="pause">The pause after the first attempt, which doubles; 1 s when left out.</param>
internal sealed class Notifier(IReadOnlyList<INotificationChannel> channels, Action<string> report, TimeSpan? patience = null, TimeSpan? pause = null)
{
    private const int Attempts = 3;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            Delay = pause ?? TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<NotificationException>(fault => fault.IsTransient),
        })
        .Build();

    /// <summary>Whether anybody is told.</summary>
    public bool HasChannels => channels.Count > 0;

    /// <summary>Sends a notice.</summary>
    /// <returns>The names of the channels that did not accept it.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var accepted = await Task.WhenAll(channels.Select(channel => SendAsync(channel, notice, cancellationToken)));
        return [.. channels.Zip(accepted).Where(pair => !pair.Second).Select(pair => pair.First.Name)];
    }

    private async Task<bool> SendAsync(INotificationChannel channel, Notice notice, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            await _retry.ExecuteAsync(async token => { attempts++; await AttemptAsync(channel, notice, token); }, cancellationToken);
            report($"Notified by {channel.Name}");
            return true;
        }
        catch (Exception fault)
        {
            // Whatever it is: the deployment has its result already.
            report($"Nobody was notified by {channel.Name}: {(fault is NotificationException ? fault.Message : fault.GetType().Name)} ({attempts} of {Attempts} attempts)");
            return false;
        }
    }

    private async Task AttemptAsync(INotificationChannel channel, Notice notice, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            await channel.SendAsync(notice, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotificationException($"it does not answer within {_patience.TotalSeconds:0.#} s", isTransient: true);
        }
    }
}
