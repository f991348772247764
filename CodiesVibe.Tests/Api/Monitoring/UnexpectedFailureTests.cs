using System.Diagnostics.Metrics;
using System.Reflection;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Monitoring;

/// <summary>An error in background monitoring never stops the API.</summary>
public sealed class UnexpectedFailureTests
{
    [Fact]
    public async Task An_unexpected_exception_is_logged_and_the_api_keeps_running()
    {
        var log = new RecordingLogger();
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var database = DispatchProxy.Create<IMongoDatabase, Unusable>();
        using var monitor = new DependencyMonitor(
            database, new DatabaseState(), tools: null!, redis: null!, meters.GetRequiredService<IMeterFactory>(), log);

        await monitor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync("it is logged", TimeSpan.FromSeconds(10), () => Task.FromResult(log.Errors > 0));

        Assert.False(monitor.ExecuteTask!.IsCompleted, $"{monitor.ExecuteTask.Exception}");
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A database whose driver is broken.</summary>
    public class Unusable : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException("broken");
    }

    private sealed class RecordingLogger : ILogger<DependencyMonitor>
    {
        private int _errors;

        public int Errors => _errors;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Interlocked.Increment(ref _errors);
            }
        }
    }
}
