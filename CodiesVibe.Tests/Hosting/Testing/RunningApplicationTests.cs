using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Hosting.Dcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Hosting.Testing;

/// <summary>What a test can ask of an application that the real engine runs.</summary>
public sealed class RunningApplicationTests
{
    [Fact]
    public async Task Its_resources_can_be_reached_and_read()
    {
        EngineRun.FindEngine();
        var log = new LogList();
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.Services.AddSingleton<ILoggerProvider>(log);
        builder.AddExecutable("talker", "/bin/sh", ".", "-c", "echo hello from $PORT; echo trouble >&2; exec sleep 600").WithHttpEndpoint(port: 80, env: "PORT");
        builder.AddConnectionString("store", ReferenceExpression.Create($"Server={builder.AddParameter("host", "there").Resource}"));
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);

        Refused<InvalidOperationException>("The application must be started before resolving endpoints or connection strings.", () => application.GetEndpoint("talker"));
        await application.StartAsync(TestContext.Current.CancellationToken);

        var address = application.GetEndpoint("talker");
        Assert.NotEqual(80, address.Port);
        Assert.Equal(address, application.GetEndpoint("TALKER", "http"));
        using var client = application.CreateHttpClient("talker");
        Assert.Equal((address, TimeSpan.FromSeconds(100)), (client.BaseAddress, client.Timeout));
        Assert.Equal("Server=there", await application.GetConnectionStringAsync("store", TestContext.Current.CancellationToken));
        Refused<ArgumentException>("Resource 'nobody' not found. (Parameter 'resourceName')", () => application.GetEndpoint("nobody"));
        Refused<ArgumentException>("Endpoint 'grpc' for resource 'talker' not found. (Parameter 'endpointName')", () => application.CreateHttpClient("talker", "grpc"));
        Refused<ArgumentException>("Resource 'talker' does not expose a connection string. (Parameter 'resourceName')", () => application.GetConnectionStringAsync("talker").AsTask());

        await EngineRun.UntilAsync(() => log.Has(LogLevel.Information, "hello from ") && log.Has(LogLevel.Error, "trouble"), "both lines of the resource are in the log");
    }

    [Fact]
    public async Task Disposing_the_builder_stops_what_it_built()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether processes are gone is looked up in /proc.");
        EngineRun.FindEngine();
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("sleeper", "sleep", ".", "600");
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        var running = await application.ResourceNotifications.WaitForResourceAsync("sleeper", r => r.Snapshot.State?.Text == KnownResourceStates.Running, TestContext.Current.CancellationToken);
        var process = $"/proc/{running.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value}";
        Assert.True(Directory.Exists(process));
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();

        await builder.DisposeAsync();

        Assert.True(lifetime.ApplicationStopped.IsCancellationRequested);
        Assert.False(Directory.Exists(process));
        await application.DisposeAsync();
    }

    private static void Refused<T>(string message, Func<object> action) where T : Exception =>
        Assert.Equal(message, Assert.Throws<T>(() => { action(); }).Message);

    /// <summary>Keeps what the resource 'talker' writes.</summary>
    private sealed class LogList : ILoggerProvider, ILogger
    {
        private static readonly string Category = $"{typeof(LogList).Assembly.GetName().Name}.Resources.talker";

        private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

        public bool Has(LogLevel level, string text) => lines.Any(l => l.Level == level && l.Text.Contains(text, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
