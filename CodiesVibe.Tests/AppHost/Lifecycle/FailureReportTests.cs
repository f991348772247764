using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CodiesVibe.AppHost.Lifecycle;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>What the console reports about resources that fail.</summary>
public sealed class FailureReportTests : IAsyncLifetime, ILoggerProvider, ILogger
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ReportedStates _states = new();
    private readonly ConcurrentQueue<string> _console = new();
    private ExecutableResource _api = null!;
    private FailureReport _report = null!;

    public async ValueTask InitializeAsync()
    {
        _api = _states.Builder.AddExecutable("api", "true", ".").Resource;
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(this));
        _report = new(_states.Notifications, _states.Lifetime, loggers, (resource, _) => Task.FromResult($"The last message of {resource}."));
        await _report.StartingAsync(TestContext.Current.CancellationToken);
        await _states.ReportAsync(_api, KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_that_exits_with_an_error_is_reported_once()
    {
        await _states.ReportAsync(_api, KnownResourceStates.Finished, exitCode: 3);
        await _states.ReportAsync(_api, KnownResourceStates.Finished, exitCode: 3);
        await UntilReportedAsync(1);

        var line = Assert.Single(_console);
        Assert.StartsWith("'api' ended with exit code 3. The last message of api. ", line, StringComparison.Ordinal);
        Assert.Contains("'dotnet aspire logs api'", line, StringComparison.Ordinal);
        Assert.Contains("'dotnet aspire resource api start'", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FailedToStart", "'api' failed to start. ")]
    [InlineData("RuntimeUnhealthy", "'api' cannot start because the container engine does not work. ")]
    public async Task A_resource_that_cannot_start_is_reported(string state, string expected)
    {
        await _states.ReportAsync(_api, state);
        await UntilReportedAsync(1);

        Assert.StartsWith(expected, Assert.Single(_console), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_exit_and_a_stop_by_command_are_not_reported()
    {
        await _states.ReportAsync(_api, KnownResourceStates.Finished, exitCode: 0);
        await _states.ReportAsync(_api, KnownResourceStates.Running);
        await _states.ReportAsync(_api, KnownResourceStates.Stopping);
        await _states.ReportAsync(_api, KnownResourceStates.Exited, exitCode: 143);
        await _states.ReportAsync(_api, KnownResourceStates.FailedToStart); // changes are seen in order, so this one comes last
        await UntilReportedAsync(1);

        Assert.StartsWith("'api' failed to start.", Assert.Single(_console), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _states.Lifetime.StopApplication();
        await _report.StopAsync(CancellationToken.None);
        await _states.DisposeAsync();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _console.Enqueue(formatter(state, exception));

    void IDisposable.Dispose()
    {
    }

    private async Task UntilReportedAsync(int count) => await Eventually.BecomesTrueAsync($"{count} reports", s_patience, () => Task.FromResult(_console.Count >= count));
}
