using MongoDB.Driver;
using Polly;
using Polly.Retry;

namespace CodiesVibe.Api.Database;

/// <summary>Attempts to prepare something in the database, until one succeeds.</summary>
internal static class PreparationAttempts
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <param name="prepare">One attempt.</param>
    /// <param name="report">Gets the problem of each attempt that fails, as the end of a sentence, and how serious it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task UntilOneSucceedsAsync(
        Func<CancellationToken, ValueTask> prepare, Action<string, LogLevel> report, CancellationToken cancellationToken)
    {
        var attempts = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsRetried(error)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(2),
                OnRetry = attempt =>
                {
                    Report(attempt.Outcome.Exception!, report);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(s_timeout)
            .Build();

        await attempts.ExecuteAsync(prepare, cancellationToken);
    }

    /// <summary>An operator may correct a user, a role or an index in the meantime, so a rejected command is retried too.</summary>
    private static bool IsRetried(Exception error) => error is MongoException or TimeoutException or ExecutionRejectedException;

    private static void Report(Exception error, Action<string, LogLevel> report)
    {
        var problem = error is ExecutionRejectedException ? $"an attempt takes more than {s_timeout.TotalSeconds} s" : DatabaseFailure.Describe(error);
        var isTransient = error is ExecutionRejectedException || (DatabaseFailure.IsOutage(error) && !DatabaseFailure.IsRefusedLogin(error));
        report(problem, isTransient ? LogLevel.Warning : LogLevel.Error);
    }
}
