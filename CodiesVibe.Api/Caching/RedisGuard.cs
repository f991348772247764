using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace CodiesVibe.Api.Caching;

/// <summary>Sends commands to Redis only while it answers quickly: no request waits for it longer than is useful.</summary>
/// <param name="connection">The connection.</param>
/// <param name="timeout">How long a command may take.</param>
internal sealed class RedisGuard(RedisConnection connection, TimeSpan timeout)
{
    private static readonly TimeSpan s_breakDuration = TimeSpan.FromSeconds(2);

    /// <summary>When half of at least two commands have failed, none is sent for the break duration; then one is tried.</summary>
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } error && IsUnavailable(error)),
            MinimumThroughput = 2,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = s_breakDuration,
        })
        .AddTimeout(timeout)
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
        catch (Exception error) when (IsUnavailable(error) || error is BrokenCircuitException)
        {
            return default;
        }
    }

    private static bool IsUnavailable(Exception error) => error is RedisException or TimeoutException or ExecutionRejectedException;
}
