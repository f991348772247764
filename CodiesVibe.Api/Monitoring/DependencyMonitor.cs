using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Tools;
using MongoDB.Driver;
using OpenTelemetry;

namespace CodiesVibe.Api.Monitoring;

/// <summary>
/// Checks MongoDB and Redis in the background and keeps the results, so that a scrape never waits for them and succeeds in any state of theirs.
/// </summary>
internal sealed partial class DependencyMonitor : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    /// <summary>For all checks of one round.</summary>
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(10);

    private readonly IMongoDatabase _database;
    private readonly DatabaseState _state;
    private readonly ToolStore _tools;
    private readonly RedisConnection _redis;
    private readonly ILogger<DependencyMonitor> _logger;
    private readonly ConcurrentDictionary<string, int> _up = new();
    private MongodbInstruments? _mongodb;

    public DependencyMonitor(
        IMongoDatabase database, DatabaseState state, ToolStore tools, RedisConnection redis, IMeterFactory meters, ILogger<DependencyMonitor> logger)
    {
        (_database, _state, _tools, _redis, _logger) = (database, state, tools, redis, logger);
        meters.Create("CodiesVibe.Api").CreateObservableGauge(
            "codiesvibe.dependency.up",
            () => _up.Select(dependency => new Measurement<int>(dependency.Value, new KeyValuePair<string, object?>("dependency", dependency.Key))),
            description: "1 while the dependency responds to the backend, otherwise 0.");
    }

    public override void Dispose()
    {
        _mongodb?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A trace every few seconds would bury the traces of visitors.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var timer = new PeriodicTimer(s_interval);
        do
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            round.CancelAfter(s_budget);
            try
            {
                await Task.WhenAll(CheckMongodbAsync(round.Token), CheckRedisAsync(round.Token));
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The API keeps serving without these metrics, whatever the error is.
                LogFailed(_logger, error);
                _up.Clear();
                Show(null);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CheckMongodbAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _database.PingAsync(cancellationToken);
            _up["mongodb"] = 1;
            // Before the database is prepared, the numbers would be wrong.
            Show(_state.IsReady ? await MongodbStatus.ReadAsync(_database, _tools, cancellationToken) : null);
        }
        catch (MongoCommandException error)
        {
            // MongoDB responds, but rejects the command: the user may lack the privilege.
            LogRefused(_logger, error.CodeName);
            Show(null);
        }
        catch (Exception error) when (DatabaseFailure.IsOutage(error) || error is OperationCanceledException)
        {
            _up["mongodb"] = 0;
            Show(null);
        }
    }

    private void Show(MongodbStatus? status)
    {
        if (status is null)
        {
            _mongodb?.Dispose();
            _mongodb = null;
        }
        else if (_mongodb is null)
        {
            _mongodb = new MongodbInstruments(status);
        }
        else
        {
            _mongodb.Show(status);
        }
    }

    private async Task CheckRedisAsync(CancellationToken cancellationToken) =>
        _up["redis"] = await _redis.IsRespondingAsync(cancellationToken) ? 1 : 0;

    [LoggerMessage(LogLevel.Error, "The state of MongoDB and Redis cannot be measured, so their metrics are missing.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Warning, "MongoDB does not report its status ({Code}), so its metrics are missing.")]
    private static partial void LogRefused(ILogger logger, string code);
}
