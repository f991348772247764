using System.Collections.Immutable;
using Aspire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodiesVibe.Tests.AppHost.Support;

/// <summary>Follows the resources of a running app host, as its dashboard does, and records every change.</summary>
internal sealed class ResourceStream : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<string?> _findAddress;
    private readonly Func<string> _describe;
    private readonly Metadata _headers;
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private ImmutableList<Resource> _changes = [];
    private GrpcChannel? _channel;
    private string _failure = "The app host serves no stream of resources.";
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="findAddress">Finds the address of the stream; null as long as it is not served.</param>
    /// <param name="key">The API key of the app host.</param>
    /// <param name="describe">Adds to the message of a failed wait.</param>
    public ResourceStream(Func<string?> findAddress, string key, Func<string> describe)
    {
        _describe = describe;
        _findAddress = findAddress;
        _headers = new() { { "x-resource-service-api-key", key } };
        _reading = Task.Run(ReadAsync);
    }

    private DashboardService.DashboardServiceClient Client => new(_channel);

    /// <summary>All reported states of the resources, in order.</summary>
    public IReadOnlyList<Resource> Changes => _changes;

    /// <summary>The latest state of each instance.</summary>
    public IReadOnlyCollection<Resource> Current => [.. _changes.GroupBy(r => r.Name).Select(g => g.Last())];

    /// <summary>The reports that arrived after this one.</summary>
    public IEnumerable<Resource> Since(Resource report) => _changes.SkipWhile(c => !ReferenceEquals(c, report)).Skip(1);

    /// <summary>Returns the first report, past or future, that fulfils the condition.</summary>
    /// <param name="what">The awaited state, for the error message.</param>
    /// <param name="condition">Recognizes the report.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="after">Only later reports than this one count.</param>
    public async Task<Resource> WaitForAsync(string what, Func<Resource, bool> condition, CancellationToken cancellationToken, Resource? after = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if ((after is null ? _changes : Since(after)).FirstOrDefault(condition) is { } found)
                {
                    return found;
                }

                next = _changed.Task;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {s_patience}: {what}. {_failure} {string.Join("; ", Current.Select(r => $"{r.DisplayName} {r.State} [{string.Join(",", r.HealthReports.Select(h => $"{h.Key} {h.Status} {h.Description}"))}]"))}\n{_describe()}");
            }
        }
    }

    /// <summary>Returns when an instance of the resource runs and every check of it passes.</summary>
    public Task<Resource> WaitUntilHealthyAsync(string displayName, CancellationToken cancellationToken) => WaitForAsync(
        $"{displayName} healthy", r => r.DisplayName == displayName && IsHealthy(r), cancellationToken);

    /// <summary>Whether it runs and every check of it passes.</summary>
    public static bool IsHealthy(Resource resource) => resource.State == "Running" && resource.HealthReports.All(h => h is { HasStatus: true, Status: HealthStatus.Healthy });

    /// <summary>Returns the first line in the log of an instance, past or future, that contains the text.</summary>
    public async Task<string> WaitForLogAsync(Resource resource, string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        var lines = new List<string>();
        try
        {
            using var call = Client.WatchResourceConsoleLogs(new() { ResourceName = resource.Name }, _headers, cancellationToken: limit.Token);
            await foreach (var update in call.ResponseStream.ReadAllAsync(limit.Token))
            {
                lines.AddRange(update.LogLines.Select(l => l.Text));
                if (lines.Find(l => l.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time has expired: report what there was instead.
        }

        throw new TimeoutException($"Not in the log of {resource.DisplayName} within {s_patience}: {text}. {string.Join(Environment.NewLine, lines)}");
    }

    /// <summary>Runs a command of an instance.</summary>
    public Task<ResourceCommandResponse> ExecuteAsync(Resource resource, string command, CancellationToken cancellationToken) =>
        Client.ExecuteResourceCommandAsync(
            new() { ResourceName = resource.Name, ResourceType = resource.ResourceType, CommandName = command }, _headers, cancellationToken: cancellationToken).ResponseAsync;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
        _channel?.Dispose();
        _stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync();
            }
            catch (Exception exception) when (exception is RpcException or OperationCanceledException)
            {
                // The app host has not started yet, or has ended.
                _failure = exception.Message;
            }

            await Task.Delay(20, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync()
    {
        if (_channel is null && _findAddress() is { } address)
        {
            _channel = GrpcChannel.ForAddress(address);
        }

        if (_channel is null)
        {
            return;
        }

        using var call = Client.WatchResources(new(), _headers, cancellationToken: _stopping.Token);
        await foreach (var update in call.ResponseStream.ReadAllAsync(_stopping.Token))
        {
            Add(update.InitialData?.Resources ?? update.Changes.Value.Where(c => c.Upsert is not null).Select(c => c.Upsert));
        }
    }

    private void Add(IEnumerable<Resource> resources)
    {
        lock (_gate)
        {
            _changes = _changes.AddRange(resources);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
