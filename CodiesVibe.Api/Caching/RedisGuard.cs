using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace CodiesVibe.Api.Caching;

/// <summary>Asks Redis only as long as it answers quickly: it is a cache, and a request is better off without it than waiting for it.</summary>
internal sealed class RedisGuard(RedisConnection connection)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    /// <summary>After two commands of which half failed, no request asks for the length of the pause; then one tries again.</summary>
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsAway(error)),
            MinimumThroughput = 2,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = s_pause,
        })
        .AddTimeout(s_patience)
        .Build();

    /// <summary>Runs one command.</summary>
    /// <returns>Whether Redis answered, and what.</returns>
    public async Task<(bool Answered, T? Answer)> TryAsync<T>(string name, Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        if (connection.Multiplexer is not { } multiplexer)
        {
            return default;
        }

        try
        {
            using var span = ApiTelemetry.Source.StartActivity($"redis {name}", ActivityKind.Client)?.SetTag("db.system.name", "redis");
            return (true, await _pipeline.ExecuteAsync(
                async token => await command(multiplexer.GetDatabase()).WaitAsync(token), cancellationToken));
        }
        catch (Exception error) when (IsAway(error) || error is BrokenCircuitException)
        {
            return default;
        }
    }

    private static bool IsAway(Exception error) => error is RedisException or TimeoutException or ExecutionRejectedException;
}
