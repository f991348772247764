using CodiesVibe.Api.Features.Seeding;
using MongoDB.Driver;
using Polly;
using Polly.Retry;

namespace CodiesVibe.Api.Database;

/// <summary>Migrates and seeds the database in the background, as soon as MongoDB is there.</summary>
internal sealed partial class DatabasePreparation(Schema schema, Seeder seeder, DatabaseState state, ILogger<DatabasePreparation> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var untilDone = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsOfDatabase(error)),
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

        await untilDone.ExecuteAsync(PrepareAsync, stoppingToken);
        state.SetReady();
        LogReady(logger);
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await schema.MigrateAsync(cancellationToken);
        await seeder.SeedAsync(cancellationToken);
    }

    /// <summary>A user, a right or an index may be put right while we wait, so a refusal is tried again too.</summary>
    private static bool IsOfDatabase(Exception error) => error is MongoException or TimeoutException or ExecutionRejectedException;

    /// <summary>Once for each problem: the attempts are frequent.</summary>
    private void Report(Exception error)
    {
        var problem = error is ExecutionRejectedException ? $"an attempt takes more than {s_attemptTimeout.TotalSeconds} s" : DatabaseFailure.Describe(error);
        if (state.SetProblem(problem))
        {
            var mendsItself = error is ExecutionRejectedException || (DatabaseFailure.IsOutage(error) && !DatabaseFailure.IsRefusedLogin(error));
            LogWaiting(logger, mendsItself ? LogLevel.Warning : LogLevel.Error, problem);
        }
    }

    [LoggerMessage("The database cannot be prepared yet: {Problem}. This is tried again until it succeeds.")]
    private static partial void LogWaiting(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(LogLevel.Information, "The database is ready.")]
    private static partial void LogReady(ILogger logger);
}
