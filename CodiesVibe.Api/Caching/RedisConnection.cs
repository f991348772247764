using CodiesVibe.Api.Errors;
using StackExchange.Redis;

namespace CodiesVibe.Api.Caching;

/// <summary>The connection to Redis by <c>ConnectionStrings:redis</c>. It is opened, and reopened, in the background.</summary>
internal sealed partial class RedisConnection(ConfigurationOptions options, ILogger<RedisConnection> logger) : BackgroundService
{
    private volatile ConnectionMultiplexer? _multiplexer;

    /// <summary>The multiplexer, or null before the first attempt to connect; it may be disconnected.</summary>
    public IConnectionMultiplexer? Multiplexer => _multiplexer;

    /// <summary>Reads the options.</summary>
    /// <exception cref="StartupException">The connection string is missing or not valid.</exception>
    public static ConfigurationOptions ReadOptions(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("redis");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StartupException("The connection string of Redis is missing. Set ConnectionStrings__redis to host:port,password=... (Redis itself may be unavailable).");
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.AbortOnConnectFail = false;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ConnectTimeout = 2000;
            options.AsyncTimeout = 1000;
            options.ReconnectRetryPolicy = new LinearRetry(1000);
            return options;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The driver's message may repeat the part that holds the password.
            throw new StartupException("ConnectionStrings__redis is not a valid Redis connection string. Use the form host:port,password=...");
        }
    }

    /// <summary>Whether Redis answers a ping before <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task<bool> IsRespondingAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_multiplexer is not { } multiplexer)
            {
                return false;
            }

            await multiplexer.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception error) when (error is RedisException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_multiplexer is not null)
        {
            await _multiplexer.CloseAsync(allowCommandsToComplete: false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(stoppingToken);
        multiplexer.ConnectionFailed += (_, _) => LogLost(logger);
        multiplexer.ConnectionRestored += (_, _) => LogRestored(logger);
        _multiplexer = multiplexer;
    }

    [LoggerMessage(LogLevel.Warning, "Redis is unavailable. Nothing is cached until it is available again.")]
    private static partial void LogLost(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Redis is available again.")]
    private static partial void LogRestored(ILogger logger);
}
