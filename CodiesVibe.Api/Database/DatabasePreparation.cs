using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Seeding;
using Polly;
using Polly.Retry;

namespace CodiesVibe.Api.Database;

/// <summary>Migrates and seeds the database in the background, as soon as MongoDB is there.</summary>
internal sealed partial class DatabasePreparation(Schema schema, Seeder seeder, DatabaseState state, ILogger<DatabasePreparation> logger)
    : BackgroundService
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var untilDone = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsPassing(error)),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(2),
                OnRetry = attempt =>
                {
                    LogWaiting(logger, attempt.Outcome.Exception!.GetType().Name, attempt.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(AttemptTimeout)
            .Build();

        await untilDone.ExecuteAsync(PrepareAsync, stoppingToken);
        state.SetReady();
        LogReady(logger);
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await schema.MigrateAsync(cancellationToken);
        await seeder.SeedAsync(cancellationToken);
    }

    private static bool IsPassing(Exception error) => DatabaseUnavailable.IsMeantBy(error) || error is ExecutionRejectedException;

    [LoggerMessage(LogLevel.Warning, "The database cannot be prepared yet ({Error}). The next attempt follows in {Delay}.")]
    private static partial void LogWaiting(ILogger logger, string error, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "The database is ready.")]
    private static partial void LogReady(ILogger logger);
}
