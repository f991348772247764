using CodiesVibe.Api.Features.Seeding;
using MongoDB.Driver;
using Polly;
using Polly.Retry;

namespace CodiesVibe.Api.Database;

/// <summary>Migrates and seeds the database in the background, as soon as MongoDB is available.</summary>
internal sealed partial class DatabasePreparation(Schema schema, Seeder seeder, DatabaseState state, ILogger<DatabasePreparation> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var retries = new ResiliencePipelineBuilder()
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
                    Report(attempt.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(s_attemptTimeout)
            .Build();

        await retries.ExecuteAsync(PrepareAsync, stoppingToken);
        state.SetReady();
        LogReady(logger);
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await schema.MigrateAsync(cancellationToken);
        await seeder.SeedAsync(cancellationToken);
    }

    /// <summary>An operator may correct a user, a role or an index in the meantime, so a rejected command is retried too.</summary>
    private static bool IsRetried(Exception error) => error is MongoException or TimeoutException or ExecutionRejectedException;

    /// <summary>Logs each problem once, since attempts are frequent.</summary>
    private void Report(Exception error)
    {
        var problem = error is ExecutionRejectedException ? $"an attempt takes more than {s_attemptTimeout.TotalSeconds} s" : DatabaseFailure.Describe(error);
        if (state.SetProblem(problem))
        {
            var isTransient = error is ExecutionRejectedException || (DatabaseFailure.IsOutage(error) && !DatabaseFailure.IsRefusedLogin(error));
            LogWaiting(logger, isTransient ? LogLevel.Warning : LogLevel.Error, problem);
        }
    }

    [LoggerMessage("The database cannot be prepared yet: {Problem}. This is tried again until it succeeds.")]
    private static partial void LogWaiting(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(LogLevel.Information, "The database is ready.")]
    private static partial void LogReady(ILogger logger);
}
