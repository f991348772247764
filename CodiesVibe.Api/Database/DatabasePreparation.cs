using CodiesVibe.Api.Features.Seeding;

namespace CodiesVibe.Api.Database;

/// <summary>Migrates and seeds the database in the background, as soon as MongoDB is available.</summary>
internal sealed partial class DatabasePreparation(Schema schema, Seeder seeder, DatabaseState state, ILogger<DatabasePreparation> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await PreparationAttempts.UntilOneSucceedsAsync(PrepareAsync, Report, stoppingToken);
        state.SetReady();
        LogReady(logger);
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await schema.MigrateAsync(cancellationToken);
        await seeder.SeedAsync(cancellationToken);
    }

    /// <summary>Logs each problem once, since attempts are frequent.</summary>
    private void Report(string problem, LogLevel level)
    {
        if (state.SetProblem(problem))
        {
            LogWaiting(logger, level, problem);
        }
    }

    [LoggerMessage("The database cannot be prepared yet: {Problem}. This is tried again until it succeeds.")]
    private static partial void LogWaiting(ILogger logger, LogLevel level, string problem);

    [LoggerMessage(LogLevel.Information, "The database is ready.")]
    private static partial void LogReady(ILogger logger);
}
