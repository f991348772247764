using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel.Main;

/// <summary>Keeps what the application logs until the CLI takes it over into its own log file.</summary>
internal sealed class ApplicationLog : ILoggerProvider
{
    private const int Capacity = 10_000;

    private readonly Channel<LogEntry> entries = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, entries.Writer);

    /// <summary>Every entry once, from the start of the application to its end.</summary>
    public IAsyncEnumerable<LogEntry> ReadAsync(CancellationToken cancellationToken) => entries.Reader.ReadAllAsync(cancellationToken);

    public void Dispose() => entries.Writer.TryComplete();

    private sealed class Logger(string category, ChannelWriter<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var message = exception is null ? formatter(state, exception) : $"{formatter(state, exception)}{Environment.NewLine}{exception}";
                entries.TryWrite(new(new(eventId.Id, eventId.Name), (int)logLevel, message, DateTimeOffset.UtcNow, category));
            }
        }
    }
}

/// <param name="EventId">What kind of event it is.</param>
/// <param name="LogLevel">From 0 (trace) to 5 (critical).</param>
/// <param name="Message">The text, with the exception if there is one.</param>
/// <param name="Timestamp">When it was logged.</param>
/// <param name="CategoryName">Who logged it.</param>
internal sealed record LogEntry(LogEventId EventId, int LogLevel, string Message, DateTimeOffset Timestamp, string CategoryName);

/// <summary>Number and name of a kind of event.</summary>
internal sealed record LogEventId(int Id, string? Name);
